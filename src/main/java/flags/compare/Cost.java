package flags.compare;

/**
 * The resources that a run used besides time.
 *
 * @param threads the number of platform threads that the run added at its peak
 * @param cpuNanos the processor time of this process, in nanoseconds
 */
public record Cost(int threads, long cpuNanos) {}

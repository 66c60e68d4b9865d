package flags.compare;

/**
 * What a run took of the machine besides time.
 *
 * @param threads how many platform threads it added at its peak
 * @param cpuNanos processor time of this process, in nanoseconds
 */
public record Cost(int threads, long cpuNanos) {}

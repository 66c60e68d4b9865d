package flags.download;

/**
 * A way to download one flag; {@code download_one} of the original. The strategies decide what
 * surrounds it, such as waiting for a permit.
 */
@FunctionalInterface
interface DownloadOne {
  /** Downloads a flag. Failures are returned as outcomes, not thrown. */
  Outcome downloadOne(String cc) throws InterruptedException;
}

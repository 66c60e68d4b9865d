package flags;

import flags.outcome.Outcome;

/** A way to download one flag; {@code download_one} of the original. */
@FunctionalInterface
interface DownloadOne {
  /** Downloads a flag. Failures are returned as outcomes, not thrown. */
  Outcome downloadOne(String cc) throws InterruptedException;
}

package flags;

import flags.outcome.Outcome;

/** A way to download one flag; the {@code download_one} of the original. */
@FunctionalInterface
interface DownloadOne {
  /** Downloads a flag; failures are outcomes. */
  Outcome downloadOne(String cc) throws InterruptedException;
}

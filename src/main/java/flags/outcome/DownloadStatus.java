package flags.outcome;

/** How the download of one flag ended; {@code DownloadStatus} of {@code flags2_common.py}. */
public enum DownloadStatus {
  OK,
  NOT_FOUND,
  ERROR,
  /** Not tried, or given up half-way, because the run was interrupted; not in the original. */
  INTERRUPTED
}

package flags.download;

/** How the download of one flag ended; {@code DownloadStatus} of {@code flags2_common.py}. */
public enum DownloadStatus {
  OK,
  NOT_FOUND,
  ERROR,
  /** Not started, or cancelled, because the run was interrupted; not in the original. */
  INTERRUPTED
}

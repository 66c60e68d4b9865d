/**
 * The chapter's program.
 *
 * <p>{@link flags.download.FlagsCommon} prints the reports and passes the list of country codes to
 * a {@link flags.download.DownloadMany}: {@code FlagsSequential}, {@code FlagsThreadPool} or {@code
 * FlagsVirtual}, of which the last two share {@code CompletionLoop}. All of them share {@link
 * flags.download.Downloader}, which downloads a flag with {@code flags.http} and saves it with
 * {@code flags.files}. The result is an {@link flags.download.Outcome}, which a {@link
 * flags.download.Progress} shows.
 */
package flags.download;

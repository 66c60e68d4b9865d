/**
 * The flag downloader of Fluent Python's chapter 20.
 *
 * <p>To be read in this order: {@link flags.Flags} reads the command line, {@code FlagsCommon}
 * reports and hands the list of countries to a {@code DownloadMany}, of which there are three:
 * {@code FlagsSequential}, {@code FlagsThreadPool} and {@code FlagsVirtual}. They share {@code
 * Downloader}, which gets one flag with {@code FlagClient} and saves it in {@code Destination}.
 */
package flags;

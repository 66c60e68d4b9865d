/**
 * The flag downloader of Fluent Python's chapter 20, as the chapter has it.
 *
 * <p>To be read in this order: {@link flags.Flags} reads the command line, {@code FlagsCommon}
 * reports and hands the list of countries to a {@code DownloadMany}, of which there are three:
 * {@code FlagsSequential}, {@code FlagsThreadPool} and {@code FlagsVirtual}. They share {@code
 * Downloader}, which gets one flag with {@code flags.http} and saves it with {@code flags.files};
 * what becomes of it is an {@code Outcome}, which a {@code Progress} shows. {@code Compare} runs
 * all three, side by side.
 */
package flags;

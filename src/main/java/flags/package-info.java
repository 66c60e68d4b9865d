/**
 * The flag downloader of Fluent Python's chapter 20, as the chapter has it.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link flags.Flags}, where it begins, reads the command line.
 *   <li>{@code FlagsCommon} reports and hands the list of countries to a {@code DownloadMany}.
 *   <li>Of these there are three: {@code FlagsSequential}, {@code FlagsThreadPool} and {@code
 *       FlagsVirtual}; the last two share {@code CompletionLoop}.
 *   <li>All of them share {@code Downloader}, which gets one flag with {@code flags.http} and saves
 *       it with {@code flags.files}. What becomes of it is an {@code Outcome}, which a {@code
 *       Progress} shows.
 *   <li>{@code Compare} runs all three side by side; {@code CompareReport} shows what it came to.
 *   <li>The demonstrations, which {@code Demos} starts: {@code FlagsFutures}, and in {@link
 *       flags.demo} {@code ExecutorMap}, {@code Primes} and {@code Threads}.
 * </ol>
 *
 * <p>A page with links goes the same way: src/docs/walk.md.
 */
package flags;

/**
 * The flag downloader of chapter 20 of Fluent Python.
 *
 * <p>Read the classes in this order:
 *
 * <ol>
 *   <li>{@link flags.Main} is the entry point; {@link flags.Flags} runs what the command line asks
 *       for.
 *   <li>{@code FlagsCommon} prints the reports and hands the list of countries to a {@code
 *       DownloadMany}.
 *   <li>The strategies are three: {@code FlagsSequential}, {@code FlagsThreadPool} and {@code
 *       FlagsVirtual}. The last two share {@code CompletionLoop}.
 *   <li>All of them share {@code Downloader}, which gets a flag with {@code flags.http} and saves
 *       it with {@code flags.files}. The result is an {@code Outcome}, which a {@code Progress}
 *       shows.
 *   <li>{@code Compare} runs the strategies side by side; {@code flags.compare} measures and
 *       reports.
 *   <li>{@code Demos} starts the other programs of the chapter: {@code FlagsFutures}, and {@code
 *       ExecutorMap}, {@code Primes} and {@code Threads} in {@link flags.demo}.
 * </ol>
 *
 * <p>The page src/docs/walk.md goes the same way, with links.
 */
package flags;

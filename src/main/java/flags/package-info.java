/**
 * The flag downloader of chapter 20 of Fluent Python.
 *
 * <p>Read the classes in this order:
 *
 * <ol>
 *   <li>{@link flags.Main} is the entry point; {@link flags.Flags} runs the command.
 *   <li>{@code FlagsCommon} prints the reports and passes the list of country codes to a {@code
 *       DownloadMany}.
 *   <li>There are three strategies: {@code FlagsSequential}, {@code FlagsThreadPool} and {@code
 *       FlagsVirtual}. The last two share {@code CompletionLoop}.
 *   <li>All of them share {@code Downloader}, which downloads a flag with {@code flags.http} and
 *       saves it with {@code flags.files}. The result is an {@code Outcome}, which a {@code
 *       Progress} shows.
 *   <li>{@code Compare} runs the strategies side by side; {@code flags.compare} measures and
 *       reports.
 *   <li>{@code Demos} starts the other programs of the chapter: {@code FlagsFutures}, and {@code
 *       ExecutorMap}, {@code Primes} and {@code Threads} in {@link flags.demo}.
 * </ol>
 *
 * <p>The page src/docs/walk.md follows the same path, with links.
 */
package flags;

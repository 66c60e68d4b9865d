/**
 * The flag downloader of chapter 20 of Fluent Python.
 *
 * <p>Read the packages in this order:
 *
 * <ol>
 *   <li>{@link flags}: {@link flags.Main} is the entry point; {@link flags.Flags} runs the command.
 *   <li>{@link flags.download} is the chapter's program, with its three strategies.
 *   <li>{@link flags.http} and {@link flags.files} get a flag and save it; {@link flags.server}
 *       serves flags.
 *   <li>{@link flags.compare} runs the strategies side by side; {@link flags.demo} has the
 *       chapter's other programs.
 * </ol>
 *
 * <p>The others help these. The page src/docs/walk.md follows one flag on its way, with links.
 */
package flags;

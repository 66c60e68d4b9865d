package flags.compare;

import flags.download.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a comparison.
 *
 * @param perStrategy the settings of each strategy; they differ only in the strategy and its
 *     concurrency
 * @param rounds the number of times to run each strategy, at least 1
 * @param chart the SVG file to draw, or null
 * @param play whether the chart plays
 * @param json the file to write the data to, or null
 * @param command the command, without the output options
 */
public record CompareSettings(
    List<Settings> perStrategy, int rounds, Path chart, boolean play, Path json, String command) {}

package flags.cli;

import flags.errors.UsageException;
import flags.server.Site;
import flags.settings.Settings;
import flags.settings.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a run, worded as in {@code process_args} of {@code flags2_common.py}, including
 * those that it shares with subcommands.
 *
 * <p>They are built in code, not with annotations: picocli takes longer to read annotations than
 * the program takes to download a flag.
 */
public final class Options {
  private static final Strategy DEFAULT_STRATEGY = Strategy.SEQUENTIAL;

  private Options() {}

  /** Returns the main command without its subcommands. */
  static CommandSpec spec(List<String> subcommands) {
    CommandSpec spec =
        whatToDownload("flags", defaultConcurReqs() + " by strategy", Site.LOCAL)
            .versionProvider(new Version())
            .addOption(
                booleanOption("-v", "--verbose")
                    .description("output detailed progress info")
                    .build())
            .addOption(strategy().type(String.class).description(strategiesWithDefault()).build())
            .addOption(dest().build())
            .addOption(
                booleanOption("-V", "--version")
                    .versionHelp(true)
                    .description("show the version of this program and of Java and exit")
                    .build());
    spec.usageMessage()
        .description("Download flags for country codes. Default: top 20 countries by population.")
        .customSynopsis(
            "flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]",
            "             [--strategy NAME] [-d DIR] [CC...]",
            "       flags " + String.join("|", subcommands) + " [OPTIONS]")
        .footerHeading("Examples:%n")
        .footer(
            "  flags -s DELAY b --strategy threadpool     flags -a --strategy virtual -m 100",
            "  flags compare b -m 26                      flags demo threads");
    return spec;
  }

  private static String strategiesWithDefault() {
    var names = new StringJoiner(", ");
    for (Strategy strategy : Strategy.values()) {
      names.add(strategy == DEFAULT_STRATEGY ? strategy + " (default)" : strategy.toString());
    }
    return names.toString();
  }

  private static String defaultConcurReqs() {
    var numbers = new StringJoiner(", ");
    for (Strategy strategy : Strategy.values()) {
      numbers.add(Integer.toString(strategy.defaultConcurReq));
    }
    return numbers.toString();
  }

  /**
   * Returns the settings that the options of a run specify.
   *
   * @throws UsageException if a value is not valid
   */
  public static Settings settings(ParseResult parsed) {
    Strategy strategy =
        parsed.hasMatchedOption("--strategy")
            ? strategy(parsed.matchedOptionValue("--strategy", ""))
            : DEFAULT_STRATEGY;
    return settings(parsed, strategy, strategy.defaultConcurReq, Site.LOCAL);
  }

  /**
   * Returns the settings that a run shares with a comparison. Checks the options in the order of
   * the original.
   */
  static Settings settings(
      ParseResult parsed, Strategy strategy, int defaultConcurReq, Site defaultSite) {
    int maxReq = parsed.matchedOptionValue("--max_req", defaultConcurReq);
    if (maxReq < 1) {
      throw new UsageException("--max_req CONCURRENT must be >= 1 (got " + maxReq + ")");
    }
    int limit = parsed.matchedOptionValue("--limit", Integer.MAX_VALUE);
    if (limit < 1) {
      throw new UsageException("--limit N must be >= 1 (got " + limit + ")");
    }
    return new Settings(
        parsed.hasMatchedOption("--every"),
        parsed.hasMatchedOption("--all"),
        parsed.matchedPositionalValue(0, List.of()),
        limit,
        site(parsed, defaultSite),
        parsed.matchedOptionValue("--dest", Settings.DEST_DIR),
        parsed.hasMatchedOption("-v"),
        strategy,
        maxReq);
  }

  /**
   * Returns the site that {@code --server} names, or the default.
   *
   * @throws UsageException if the value is neither a label nor a valid URL
   */
  public static Site site(ParseResult parsed, Site defaultSite) {
    if (!parsed.hasMatchedOption("--server")) {
      return defaultSite;
    }
    try {
      return Site.of(parsed.matchedOptionValue("--server", ""));
    } catch (UsageException e) {
      throw e.withPrefix("--server");
    }
  }

  static Strategy strategy(String name) {
    try {
      return Strategy.of(name);
    } catch (UsageException e) {
      throw e.withPrefix("Invalid value for option '--strategy':");
    }
  }

  /** Returns a command with the options of {@code process_args}. */
  static CommandSpec whatToDownload(String name, String defaultConcurReq, Site defaultSite) {
    CommandSpec spec =
        CommandSpec.create()
            .name(name)
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("CC")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("country code or 1st letter (eg. B for BA...BZ)")
                    .build())
            .addOption(help())
            .addOption(
                booleanOption("-a", "--all")
                    .description("get all available flags (AD to ZW)")
                    .build())
            .addOption(
                booleanOption("-e", "--every")
                    .description("get flags for every possible code (AA...ZZ)")
                    .build())
            .addOption(
                wholeNumber("N", "-l", "--limit").description("limit to N first codes").build())
            .addOption(
                wholeNumber("CONCURRENT", "-m", "--max_req", "--max-req")
                    .description("maximum concurrent requests (" + defaultConcurReq + ")")
                    .build())
            .addOption(server(defaultSite));
    spec.usageMessage().synopsisHeading("usage: ").sortOptions(false);
    return spec;
  }

  static OptionSpec server(Site defaultSite) {
    return OptionSpec.builder("-s", "--server")
        .paramLabel("LABEL|URL")
        .type(String.class)
        .completionCandidates(Site.LABELS)
        .description(
            "Server to hit; one of "
                + String.join(", ", Site.LABELS)
                + (" (default=" + defaultSite.label() + "), or the base URL of another"))
        .build();
  }

  static OptionSpec.Builder dest() {
    return file("DIR", "-d", "--dest")
        .description("folder to save the flags in (default=" + Settings.DEST_DIR + ")");
  }

  static OptionSpec.Builder strategy() {
    return OptionSpec.builder("--strategy")
        .paramLabel("NAME")
        .completionCandidates(Strategy.names());
  }

  /**
   * @param label the placeholder of the value
   */
  static OptionSpec.Builder file(String label, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(Path.class)
        .converters(new FileConverter(label));
  }

  /**
   * @param label the placeholder of the value
   */
  static OptionSpec.Builder wholeNumber(String label, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(int.class)
        .converters(new WholeNumberConverter());
  }

  static OptionSpec.Builder booleanOption(String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0");
  }

  /** Returns {@code --help}, the option that every command has. */
  static OptionSpec help() {
    return booleanOption("-h", "--help")
        .usageHelp(true)
        .description("show this help message and exit")
        .build();
  }
}

package flags.cli;

import flags.download.Settings;
import flags.download.Strategy;
import flags.messages.UsageException;
import flags.server.Site;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a run, worded as in {@code process_args} of {@code flags2_common.py}, including
 * those that it shares with subcommands.
 */
public final class Options {
  private static final Strategy DEFAULT = Strategy.SEQUENTIAL;

  private Options() {}

  /** Returns the main command without its subcommands. */
  static CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "flags",
            """
            flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]
                         [--strategy NAME] [-d DIR] [CC...]
                   flags compare|demo|serve|generate-completion [OPTIONS]
            """,
            "Download flags for country codes. Default: top 20 countries by population.",
            """
              flags -s DELAY b --strategy threadpool     flags -a --strategy virtual -m 100
            """);
    var defaults = new StringJoiner(", ");
    var names = new StringJoiner(", ");
    for (Strategy strategy : Strategy.values()) {
      defaults.add("" + strategy.defaultConcurReq);
      names.add(strategy + (strategy == DEFAULT ? " (default)" : ""));
    }
    addWhatToDownload(spec, defaults + " by strategy", Site.LOCAL);
    String version = Options.class.getPackage().getImplementationVersion(); // from the jar
    return spec.version(
            "flags " + (version == null ? "(not packaged)" : version),
            "Java ${sys:java.version} (${sys:java.vendor}) in ${sys:java.home}")
        .addOption(Specs.flag("output detailed progress info", "-v", "--verbose"))
        .addOption(strategy(names.toString()).build())
        .addOption(dest())
        .addOption(
            OptionSpec.builder(
                    Specs.flag(
                        "show the version of this program and of Java and exit", "-V", "--version"))
                .versionHelp(true)
                .build());
  }

  /** Returns the settings that the options of a run specify, or throws a {@link UsageException}. */
  public static Settings settings(ParseResult parsed) {
    Strategy strategy = Strategy.of(parsed.matchedOptionValue("--strategy", DEFAULT.toString()));
    return sharedSettings(parsed, strategy, strategy.defaultConcurReq, Site.LOCAL);
  }

  /**
   * Returns the settings that a run shares with a comparison. Checks the options in the order of
   * the original.
   */
  static Settings sharedSettings(
      ParseResult parsed, Strategy strategy, int defaultConcurReq, Site defaultSite) {
    int concurReq = parsed.matchedOptionValue("--max_req", defaultConcurReq);
    if (concurReq < 1) {
      throw new UsageException("--max_req CONCURRENT must be >= 1 (got " + concurReq + ")");
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
        concurReq);
  }

  /** Returns the site that {@code --server} names, or the default; see {@link Site#of}. */
  public static Site site(ParseResult parsed, Site defaultSite) {
    try {
      return Site.of(parsed.matchedOptionValue("--server", defaultSite.label()));
    } catch (UsageException e) {
      throw new UsageException("--server " + e.getMessage());
    }
  }

  /** Adds the country codes and the options of {@code process_args} but for {@code -v}. */
  static void addWhatToDownload(CommandSpec spec, String defaultConcurReq, Site defaultSite) {
    spec.addPositional(
            PositionalParamSpec.builder()
                .paramLabel("CC")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("country code or 1st letter (eg. B for BA...BZ)")
                .build())
        .addOption(Specs.flag("get all available flags (AD to ZW)", "-a", "--all"))
        .addOption(Specs.flag("get flags for every possible code (AA...ZZ)", "-e", "--every"))
        .addOption(Specs.wholeNumber("N", "limit to N first codes", "-l", "--limit"))
        .addOption(
            Specs.wholeNumber(
                "CONCURRENT",
                "maximum concurrent requests (" + defaultConcurReq + ")",
                "-m",
                "--max_req",
                "--max-req"))
        .addOption(server(defaultSite));
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

  static OptionSpec.Builder strategy(String description) {
    return Specs.choice(Strategy.names(), description, "--strategy");
  }

  static OptionSpec dest() {
    return Specs.folder(
        "folder to save the flags in (default=" + Settings.DEST_DIR + ")", "-d", "--dest");
  }
}

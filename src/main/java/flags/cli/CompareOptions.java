package flags.cli;

import flags.compare.CompareSettings;
import flags.download.Settings;
import flags.download.Strategy;
import flags.messages.UsageException;
import flags.server.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code compare}, the subcommand that runs the strategies side by side. */
public final class CompareOptions {
  public static final String NAME = "compare";

  /**
   * The default for all strategies that allow it, so that a comparison is about the techniques, not
   * about different defaults.
   */
  private static final int CONCUR_REQ = 30;

  /** The output options, which do not affect the results of a comparison. */
  private static final Set<String> OUTPUT = Set.of("--chart", "--play", "--json", "--dest");

  private CompareOptions() {}

  static CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            NAME,
            """
            flags compare [-aeh] [-l N] [-m CONCURRENT] [-s LABEL|URL]
                                 [--strategy NAME]... [--runs N] [--chart FILE [--play]]
                                 [--json FILE] [-d DIR] [CC...]
            """,
            """
            Run the strategies side by side: the time and the cost of each.
            threads: platform threads added at the peak; at best: a perfect client, if each
            response were as fast as ever; CPU: processor time; of several runs, the median.
            """,
            """
              flags compare b -m 26 --chart flags.svg
              flags compare -e -m 676 --runs 5 --strategy threadpool --strategy virtual
            """);
    Options.addWhatToDownload(
        spec, CONCUR_REQ + ", " + Strategy.SEQUENTIAL + " always 1", Site.DELAY);
    return spec.addOption(
            Options.strategy("strategy to run; may be repeated (default: all)")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .build())
        .addOption(Specs.wholeNumber("N", "how often to run each strategy (default=1)", "--runs"))
        .addOption(Specs.file("draw the requests on a time axis, as an .svg file", "--chart"))
        .addOption(Specs.flag("play the chart in a browser as fast as the runs were", "--play"))
        .addOption(Specs.file("write the data of every request; - for stdout", "--json"))
        .addOption(Options.dest());
  }

  /** Returns the settings that the options specify, or throws a {@link UsageException}. */
  public static CompareSettings settings(ParseResult parsed) {
    var chosen = new TreeSet<Strategy>(); // in the order of the constants
    for (String name : parsed.matchedOptionValue("--strategy", Strategy.names())) {
      chosen.add(Strategy.of(name));
    }
    var runs = new ArrayList<Settings>();
    for (Strategy strategy : chosen) {
      int concurReq = Math.min(CONCUR_REQ, strategy.maxConcurReq);
      runs.add(Options.sharedSettings(parsed, strategy, concurReq, Site.DELAY));
    }
    int rounds = parsed.matchedOptionValue("--runs", 1);
    if (rounds < 1) {
      throw new UsageException("--runs N must be >= 1 (got " + rounds + ")");
    }
    boolean play = parsed.hasMatchedOption("--play");
    if (play && !parsed.hasMatchedOption("--chart")) {
      throw new UsageException("--play needs --chart FILE");
    }
    return new CompareSettings(
        runs,
        rounds,
        parsed.matchedOptionValue("--chart", null),
        play,
        parsed.matchedOptionValue("--json", null),
        command(parsed));
  }

  private static String command(ParseResult parsed) {
    var words = new ArrayList<>(List.of("flags", NAME));
    for (ArgSpec argument : new LinkedHashSet<>(parsed.matchedArgs())) {
      if (!(argument instanceof OptionSpec option)) {
        words.addAll(argument.originalStringValues());
      } else if (!OUTPUT.contains(option.longestName())) {
        if (option.arity().max() == 0) {
          words.add(option.shortestName());
        } else {
          for (String value : option.originalStringValues()) {
            words.add(option.shortestName());
            words.add(value);
          }
        }
      }
    }
    return String.join(" ", words);
  }
}

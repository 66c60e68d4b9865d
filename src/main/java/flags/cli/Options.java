package flags.cli;

import flags.server.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a run and of a comparison, in the words of {@code process_args} of {@code
 * flags2_common.py}.
 *
 * <p>They are spelled out as objects. Annotations would be shorter, but to read them takes picocli
 * longer than to download a flag.
 */
public final class Options {
  /** The name of the subcommand that compares strategies. */
  public static final String COMPARE = "compare";

  /** What does not change what is compared. */
  private static final Set<String> OUTPUT = Set.of("--chart", "--json", "--dest");

  private static final List<String> STRATEGIES = List.of("sequential", "threadpool", "virtual");

  private Options() {}

  /** Describes the command, but for its subcommands. */
  public static CommandSpec run() {
    CommandSpec spec =
        whatToDownload("flags", "1, 30, 5 by strategy", Site.LOCAL)
            .versionProvider(new Version())
            .addOption(
                booleanOption("-v", "--verbose")
                    .description("output detailed progress info")
                    .build())
            .addOption(
                strategy()
                    .type(String.class)
                    .description("one of sequential (the default), threadpool, virtual")
                    .build())
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
            "       flags compare|demo|serve|generate-completion [OPTIONS]")
        .footerHeading("Examples:%n")
        .footer(
            "  flags -s DELAY b --strategy threadpool     flags -a --strategy virtual -m 100",
            "  flags compare b -m 26                      flags demo threads");
    return spec;
  }

  /** Describes the subcommand that runs the strategies side by side. */
  public static CommandSpec compare() {
    CommandSpec spec =
        whatToDownload(COMPARE, "30, sequential always 1", Site.DELAY)
            .addOption(
                strategy()
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .description("strategy to run; may be repeated (default: all three)")
                    .build())
            .addOption(
                OptionSpec.builder("--runs")
                    .paramLabel("N")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description("how often to run each strategy (default=1)")
                    .build())
            .addOption(
                file("--chart", "FILE")
                    .description("draw the requests on a time axis, as an .svg file")
                    .build())
            .addOption(
                file("--json", "FILE")
                    .description("write the data of every request; - for stdout")
                    .build())
            .addOption(dest().description("keep the flags in DIR, in a folder a strategy").build());
    spec.usageMessage()
        .description(
            "Run the strategies side by side: what each one buys, and costs.",
            "threads: platform threads added at the peak; at best: what the responses alone",
            "take; CPU: processor time; of several runs, the median. Exits with 1 if every",
            "request failed, or files, threads or memory were in the way.")
        .customSynopsis(
            "flags compare [-aeh] [-l N] [-m CONCURRENT] [-s LABEL|URL]",
            "                     [--strategy NAME]... [--runs N] [--chart FILE]",
            "                     [--json FILE] [-d DIR] [CC...]")
        .footerHeading("Examples:%n")
        .footer(
            "  flags compare b -m 26 --chart flags.svg",
            "  flags compare -e -m 676 --runs 5 --strategy threadpool --strategy virtual");
    return spec;
  }

  /** Returns what was typed, but for the files to write. */
  public static String withoutOutput(ParseResult parsed) {
    var words = new ArrayList<>(List.of("flags", COMPARE));
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

  private static CommandSpec whatToDownload(String name, String maxReq, Site defaultSite) {
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
                OptionSpec.builder("-l", "--limit")
                    .paramLabel("N")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description("limit to N first codes")
                    .build())
            .addOption(
                OptionSpec.builder("-m", "--max_req", "--max-req")
                    .paramLabel("CONCURRENT")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description("maximum concurrent requests (" + maxReq + ")")
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
    return file("-d", "--dest", "DIR")
        .description("folder to save the flags in (default=downloaded)");
  }

  private static OptionSpec.Builder strategy() {
    return OptionSpec.builder("--strategy").paramLabel("NAME").completionCandidates(STRATEGIES);
  }

  /**
   * @param namesAndLabel the option's names, and what stands for its value
   */
  private static OptionSpec.Builder file(String... namesAndLabel) {
    int last = namesAndLabel.length - 1;
    return OptionSpec.builder(Arrays.copyOf(namesAndLabel, last))
        .paramLabel(namesAndLabel[last])
        .type(Path.class)
        .converters(new FileConverter(namesAndLabel[last]));
  }

  static OptionSpec.Builder booleanOption(String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0");
  }

  /** Describes the option that every command has. */
  static OptionSpec help() {
    return booleanOption("-h", "--help")
        .usageHelp(true)
        .description("show this help message and exit")
        .build();
  }
}

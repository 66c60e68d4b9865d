package flags.cli;

import flags.server.Site;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options of the chapter's other programs. */
public final class DemoOptions {
  /** The name of the subcommand that groups the demos. */
  public static final String NAME = "demo";

  public static final String FUTURES = "futures";
  public static final String MAP = "map";
  public static final String PRIMES = "primes";
  public static final String THREADS = "threads";

  /** The values of {@code --executor} for {@code threads}, which runs both without that option. */
  public static final List<String> THREAD_KINDS = List.of("platform", "virtual");

  /** The values of {@code --executor} for {@code primes}; the first one is the default. */
  public static final List<String> EXECUTORS = List.of("platform", "sequential", "virtual");

  private DemoOptions() {}

  static CommandSpec spec() {
    CommandSpec spec =
        command(
                NAME,
                "demo futures|map|primes|threads [OPTIONS]",
                "The chapter's other programs, and threads.")
            .addSubcommand(FUTURES, futures())
            .addSubcommand(MAP, map())
            .addSubcommand(PRIMES, primes())
            .addSubcommand(THREADS, threads());
    spec.usageMessage()
        .footer(
            "  flags demo futures -s DELAY",
            "  flags demo map --as-completed",
            "  flags demo primes 2",
            "  flags demo threads 10000");
    return spec;
  }

  private static CommandSpec threads() {
    CommandSpec spec =
        command(
                THREADS,
                "demo threads [-h] [--executor platform|virtual] [TASKS]",
                "Have TASKS tasks sleep for a second, each in a thread of its own.",
                "Shows what that takes: time, memory, platform threads. Running out of threads is",
                "a result, too.")
            .addPositional(
                number(
                    "TASKS", "at most 10000 on platform threads, 100000 on virtual (default=1000)"))
            .addOption(
                executor(
                    THREAD_KINDS,
                    "platform or virtual threads (default: both, one after the other)"));
    spec.usageMessage()
        .footer(
            "  flags demo threads",
            "  flags demo threads 10000",
            "  flags demo threads --executor virtual 100000");
    return spec;
  }

  private static CommandSpec futures() {
    CommandSpec spec =
        command(
                FUTURES,
                "demo futures [-h] [-s LABEL|URL] [-d DIR]",
                "Download five flags with three threads, and see their futures.",
                "A future is shown when its task is scheduled, and when it has completed. Java",
                "has one state for what is running and what is pending, in the pool's queue.")
            .addOption(Options.server(Site.LOCAL))
            .addOption(Options.dest().build());
    spec.usageMessage().footer("  flags demo futures", "  flags demo futures -s DELAY");
    return spec;
  }

  private static CommandSpec map() {
    CommandSpec spec =
        command(
                MAP,
                "demo map [-h] [--as-completed] [--reverse]",
                "Have five tasks sleep 0 to 4 seconds, and take their results.",
                "They run on three threads; the results come in the order of submission, as those",
                "of Executor.map in Python do.")
            .addOption(
                Options.booleanOption("--as-completed")
                    .description("then once more, each result as soon as there is one")
                    .build())
            .addOption(
                Options.booleanOption("--reverse")
                    .description("submit the longest sleep first, so that the two orders differ")
                    .build());
    spec.usageMessage().footer("  flags demo map", "  flags demo map --reverse --as-completed");
    return spec;
  }

  private static CommandSpec primes() {
    CommandSpec spec =
        command(
                PRIMES,
                "demo primes [-h] [--executor NAME] [WORKERS]",
                "Find out which of 20 numbers are prime, on WORKERS threads.",
                "Such work computes and never waits.")
            .addPositional(
                number("WORKERS", "number of threads (default: the number of processors)"))
            .addOption(
                executor(
                    EXECUTORS,
                    "what runs them; one of platform (the default), sequential, virtual"));
    spec.usageMessage()
        .footer(
            "  flags demo primes 1",
            "  flags demo primes 2",
            "  flags demo primes 2 --executor virtual");
    return spec;
  }

  private static PositionalParamSpec number(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index("0")
        .arity("0..1")
        .type(int.class)
        .converters(new WholeNumberConverter())
        .description(description)
        .build();
  }

  private static OptionSpec executor(List<String> names, String description) {
    return OptionSpec.builder("--executor")
        .paramLabel("NAME")
        .type(String.class)
        .completionCandidates(names)
        .description(description)
        .build();
  }

  private static CommandSpec command(String name, String synopsis, String... description) {
    CommandSpec spec = CommandSpec.create().name(name).addOption(Options.help());
    spec.usageMessage()
        .synopsisHeading("usage: ")
        .customSynopsis("flags " + synopsis)
        .description(description)
        .sortOptions(false)
        .footerHeading("Examples:%n");
    return spec;
  }
}

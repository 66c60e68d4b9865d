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
    return Specs.command(
            NAME,
            "flags demo futures|map|primes|threads [OPTIONS]",
            "The chapter's other programs, and threads.",
            """
              flags demo futures -s DELAY
              flags demo map --as-completed
              flags demo primes 2
              flags demo threads 10000
            """)
        .addSubcommand(FUTURES, futures())
        .addSubcommand(MAP, map())
        .addSubcommand(PRIMES, primes())
        .addSubcommand(THREADS, threads());
  }

  private static CommandSpec futures() {
    return Specs.command(
            FUTURES,
            "flags demo futures [-h] [-s LABEL|URL] [-d DIR]",
            """
            Download five flags with three threads, and see their futures.
            A future is shown when its task is scheduled, and when it has completed. Java
            has one state for what is running and what is pending, in the pool's queue.
            """,
            """
              flags demo futures
              flags demo futures -s DELAY
            """)
        .addOption(Options.server(Site.LOCAL))
        .addOption(Options.dest());
  }

  private static CommandSpec map() {
    return Specs.command(
            MAP,
            "flags demo map [-h] [--as-completed] [--reverse]",
            """
            Have five tasks sleep 0 to 4 seconds, and take their results.
            They run on three threads; the results come in the order of submission, as those
            of Executor.map in Python do.
            """,
            """
              flags demo map
              flags demo map --reverse --as-completed
            """)
        .addOption(
            Specs.flag("then once more, each result as soon as there is one", "--as-completed"))
        .addOption(
            Specs.flag(
                "submit the longest sleep first, so that the two orders differ", "--reverse"));
  }

  private static CommandSpec primes() {
    return Specs.command(
            PRIMES,
            "flags demo primes [-h] [--executor NAME] [WORKERS]",
            """
            Find out which of 20 numbers are prime, on WORKERS threads.
            Such work computes and never waits.
            """,
            """
              flags demo primes 1
              flags demo primes 2
              flags demo primes 2 --executor virtual
            """)
        .addPositional(number("WORKERS", "number of threads (default: the number of processors)"))
        .addOption(
            executor(
                EXECUTORS, "what runs them; one of platform (the default), sequential, virtual"));
  }

  private static CommandSpec threads() {
    return Specs.command(
            THREADS,
            "flags demo threads [-h] [--executor platform|virtual] [TASKS]",
            """
            Have TASKS tasks sleep for a second, each in a thread of its own.
            Shows what that takes: time, memory, platform threads. Running out of threads is
            a result, too.
            """,
            """
              flags demo threads
              flags demo threads 10000
              flags demo threads --executor virtual 100000
            """)
        .addPositional(
            number("TASKS", "at most 10000 on platform threads, 100000 on virtual (default=1000)"))
        .addOption(
            executor(
                THREAD_KINDS, "platform or virtual threads (default: both, one after the other)"));
  }

  private static PositionalParamSpec number(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .index("0")
        .arity("0..1")
        .type(int.class)
        .converters(Specs::wholeNumber)
        .description(description)
        .build();
  }

  private static OptionSpec executor(List<String> names, String description) {
    return Specs.choice(names, description, "--executor").build();
  }
}

package flags;

import flags.cli.Commands;
import flags.cli.CompareOptions;
import flags.cli.Completion;
import flags.cli.DemoOptions;
import flags.cli.Options;
import flags.cli.Serve;
import flags.cli.UsageErrors;
import flags.compare.Compare;
import flags.demo.Demos;
import flags.download.DownloadStatus;
import flags.download.FlagsCommon;
import flags.download.Progress;
import flags.download.RunResult;
import flags.download.Settings;
import flags.messages.CannotRunException;
import flags.messages.OneLine;
import flags.messages.UsageException;
import flags.process.ShutdownHook;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Parses the command line and runs the command.
 *
 * <p>The exit status of a run is 0 if no flag ended in an error, 1 if one did or the run could not
 * start, and 2 after a usage error.
 */
public final class Flags {
  private final PrintStream out; // for reports
  private final PrintStream err; // for errors and the progress bar
  private final ShutdownHook shutdownHook;

  /** Creates an instance that nothing interrupts, because its shutdown hook is not registered. */
  public Flags(PrintStream out, PrintStream err) {
    this(out, err, new ShutdownHook());
  }

  Flags(PrintStream out, PrintStream err, ShutdownHook shutdownHook) {
    this.out = out;
    this.err = err;
    this.shutdownHook = shutdownHook;
  }

  /** Runs the program and returns its exit status. */
  public int execute(String... args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // ASCII digits, also on the bar
    CommandLine command = Commands.of(args);
    command // these settings also apply to its subcommand
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(this::run)
        .setParameterExceptionHandler(new UsageErrors(err));
    try {
      return command.execute(args);
    } catch (Error e) {
      return failure(e);
    }
  }

  private int run(ParseResult parsed) {
    if (parsed.isUsageHelpRequested()) { // the help lists all subcommands
      Commands.addSubcommands(parsed.commandSpec().commandLine());
    }
    Integer helpStatus = CommandLine.executeHelpRequest(parsed);
    if (helpStatus != null) {
      return helpStatus;
    }
    try {
      return parsed.hasSubcommand() ? runSubcommand(parsed.subcommand()) : download(parsed);
    } catch (UsageException e) {
      throw new ParameterException(UsageErrors.command(parsed), e.getMessage(), e);
    } catch (Throwable e) {
      return failure(e);
    }
  }

  private int download(ParseResult parsed)
      throws IOException, InterruptedException, ExecutionException {
    Settings settings = Options.settings(parsed);
    RunResult run =
        FlagsCommon.downloadFlags(
            settings,
            settings.strategy().implementation,
            total -> settings.verbose() ? Progress.lines(out) : FlagsCommon.bar("", total, err),
            out,
            err,
            shutdownHook);
    return run.count(DownloadStatus.ERROR) > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private int runSubcommand(ParseResult parsed)
      throws IOException, InterruptedException, ExecutionException {
    return switch (parsed.commandSpec().name()) {
      case CompareOptions.NAME -> {
        var compare = new Compare(CompareOptions.settings(parsed), out, err, shutdownHook);
        yield compare.run() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      case DemoOptions.NAME -> new Demos(out, err, shutdownHook).run(parsed);
      case Serve.NAME -> {
        Serve.run(parsed, out);
        yield ExitCode.OK;
      }
      default -> {
        Completion.print(Commands.addSubcommands(Commands.of()), out);
        yield ExitCode.OK;
      }
    };
  }

  private int failure(Throwable e) {
    Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
    err.println("*** Error: " + message(cause));
    return ExitCode.SOFTWARE;
  }

  /** Describes, on one line, what ended the program. */
  static String message(Throwable e) {
    String reason = String.valueOf(e.getMessage());
    String message = "internal error: " + e;
    if (e instanceof CannotRunException) {
      message = reason;
    } else if (e instanceof UnknownHostException) {
      message = "cannot resolve localhost, which must be 127.0.0.1 or ::1";
    } else if (reason.contains("unable to create native thread")) {
      message =
          "no more threads available; use fewer connections (-m N) or workers, or raise ulimit -u";
    } else if (e instanceof NoClassDefFoundError && !reason.startsWith("Could not initialize")) {
      message =
          "the Java in '%s' cannot run this program: %s; use a complete JDK"
              .formatted(System.getProperty("java.home"), reason);
    }
    return OneLine.sanitize(message, 5 * OneLine.MAX_LENGTH); // with paths
  }
}

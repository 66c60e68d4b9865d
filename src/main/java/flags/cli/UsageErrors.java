package flags.cli;

import flags.errors.Terminal;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints usage errors: the error, a suggestion, the usage, and where to find help. */
public final class UsageErrors implements IParameterExceptionHandler {
  private final PrintStream err;

  public UsageErrors(PrintStream err) {
    this.err = err;
  }

  /** Returns the command whose usage to print: the innermost subcommand that was typed, if any. */
  public static CommandLine command(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    return command.commandSpec().commandLine();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String message = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      message = "unexpected argument: '" + unmatched.getUnmatched().getFirst() + "'";
    }
    err.println("*** Usage error: " + Terminal.sanitize(message, Terminal.MAX_LENGTH));
    UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    CommandLine.Help help = e.getCommandLine().getHelp();
    err.print(help.synopsisHeading() + help.synopsis(0));
    err.println("Try '" + help.commandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }
}

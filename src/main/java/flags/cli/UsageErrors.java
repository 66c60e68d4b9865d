package flags.cli;

import flags.messages.OneLine;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints usage errors: the error, a suggestion, the usage, and where to find help. */
public record UsageErrors(PrintStream err) implements IParameterExceptionHandler {

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
    CommandLine command = e.getCommandLine();
    CommandLine main = command.getCommandSpec().root().commandLine();
    if (e.getCause() instanceof IndexOutOfBoundsException && main.isAbbreviatedOptionsAllowed()) {
      // picocli fails to look up which option "", "-", "-=x" or "--=x" abbreviates
      return main.setAbbreviatedOptionsAllowed(false).execute(args);
    }
    String message = e.getMessage();
    if (message.startsWith("Error: '")) {
      message =
          message
              .replace("Error: ", "ambiguous option: ")
              .replace(" is not unique: it matches ", " could match ")
              .replace("'", "");
    } else if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      message = "unexpected argument: '" + unmatched.getUnmatched().getFirst() + "'";
    }
    err.println("*** Usage error: " + OneLine.sanitize(message, OneLine.MAX_LENGTH));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    CommandLine.Help help = command.getHelp();
    err.print(help.synopsisHeading() + help.synopsis(0));
    err.println("Try '" + help.commandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }
}

package flags.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What can be typed: the program with its subcommands. */
public final class Commands {
  private static final List<String> SUBCOMMANDS =
      List.of(Options.COMPARE, DemoOptions.DEMO, Serve.NAME, Completion.NAME);

  private Commands() {}

  /**
   * Makes the parser of a command line. It has the subcommand that the first argument names, if it
   * names one, and no other: to describe them all takes time, and they are in nobody's way.
   */
  public static CommandLine of(String... args) {
    var command = new CommandLine(Options.run());
    if (args.length > 0) { // elsewhere it is the value of an option
      CommandSpec subcommand = subcommand(args[0]);
      if (subcommand != null) {
        command.addSubcommand(subcommand);
      }
    }
    // as argparse does; said to subcommands, too
    return command.setOverwrittenOptionsAllowed(true).setExpandAtFiles(false);
  }

  /** Adds all subcommands, for the help and whatever else lists them. */
  public static CommandLine complete(CommandLine command) {
    for (String name : SUBCOMMANDS) {
      if (!command.getSubcommands().containsKey(name)) {
        command.addSubcommand(subcommand(name));
      }
    }
    return command;
  }

  private static CommandSpec subcommand(String name) {
    return switch (name) {
      case Options.COMPARE -> Options.compare();
      case DemoOptions.DEMO -> DemoOptions.demo();
      case Serve.NAME -> Serve.spec();
      case Completion.NAME -> Completion.spec();
      default -> null;
    };
  }

  /** Returns the option or subcommand that was probably mistyped, or null. */
  public static String likelyMeant(ParameterException e, String... args) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      CommandSpec command = e.getCommandLine().getCommandSpec();
      Set<String> names =
          word.startsWith("-") ? command.optionsMap().keySet() : command.subcommands().keySet();
      String meant = Likeliest.of(word.replaceFirst("=.*", ""), names);
      if (meant != null) {
        return meant;
      }
    }
    return args.length == 0 || SUBCOMMANDS.contains(args[0])
        ? null
        : Likeliest.of(args[0], SUBCOMMANDS);
  }
}

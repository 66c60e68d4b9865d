package flags.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What can be typed: the program with its subcommands. */
public final class Commands {
  private static final List<String> SUBCOMMANDS =
      List.of(Options.COMPARE, DemoOptions.DEMO, Serve.NAME, Completion.NAME);

  private Commands() {}

  /**
   * Makes the parser of a command line. It has the subcommand that the first argument names, if it
   * names one, and no other: to describe them all takes longer than a run can spare.
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
}

package flags.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Creates the parsers of the command and its subcommands. */
public final class Commands {
  private static final List<String> SUBCOMMANDS =
      List.of(CompareOptions.NAME, DemoOptions.NAME, Serve.NAME, Completion.NAME);

  private Commands() {}

  /**
   * Creates the parser for a command line. It has only the subcommand that the first argument
   * names, if any, because creating all of them would delay the start of every run.
   */
  public static CommandLine of(String... args) {
    var command = new CommandLine(Options.spec());
    if (args.length > 0) {
      CommandSpec subcommand = subcommand(args[0]);
      if (subcommand != null) {
        command.addSubcommand(subcommand);
      }
    }
    // as in argparse; applies to subcommands, too
    return command
        .setOverwrittenOptionsAllowed(true)
        .setAbbreviatedOptionsAllowed(true)
        .setExpandAtFiles(false);
  }

  /** Adds all subcommands, which the help and the completion list. Returns the command. */
  public static CommandLine addSubcommands(CommandLine command) {
    for (String name : SUBCOMMANDS) {
      if (!command.getSubcommands().containsKey(name)) {
        command.addSubcommand(subcommand(name));
      }
    }
    return command;
  }

  private static CommandSpec subcommand(String name) {
    return switch (name) {
      case CompareOptions.NAME -> CompareOptions.spec();
      case DemoOptions.NAME -> DemoOptions.spec();
      case Serve.NAME -> Serve.spec();
      case Completion.NAME -> Completion.spec();
      default -> null;
    };
  }
}

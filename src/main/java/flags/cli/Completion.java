package flags.cli;

import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The subcommand that has a shell complete what is typed. */
public final class Completion {
  /** What picocli calls it, too. */
  public static final String NAME = "generate-completion";

  private Completion() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME).addOption(Options.help());
    spec.usageMessage()
        .hidden(true) // where the few are listed that teach something
        .synopsisHeading("usage: ")
        .customSynopsis("flags " + NAME + " [-h]")
        .description("Print a script with which bash and zsh complete the options of flags.")
        .footerHeading("Examples:%n")
        .footer(
            "  source <(flags generate-completion)     # in bash and zsh",
            "  flags generate-completion >~/.flags.sh  # to keep it: source ~/.flags.sh",
            "                                          # in ~/.bashrc or ~/.zshrc");
    return spec;
  }

  /** Prints the script. */
  public static void print(PrintStream out) {
    CommandLine command = Commands.complete(Commands.of());
    out.print(AutoComplete.bash(command.getCommandName(), command));
  }
}

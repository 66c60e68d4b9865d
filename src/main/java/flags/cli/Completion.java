package flags.cli;

import java.io.PrintStream;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The subcommand that prints a completion script for the shell. */
public final class Completion {
  /** The name of the subcommand, the same as in picocli. */
  public static final String NAME = "generate-completion";

  /**
   * Splits {@code --option=value}, which is one word in zsh and three in bash, into the two words
   * that picocli's script expects.
   */
  private static final String VALUES =
      """
      function _complete_flags_values() {
        local word words=() prefix=
        for word in "${COMP_WORDS[@]:0:$((COMP_CWORD + 1))}"; do
          prefix=
          case $word in
          =) ;;
          --*=*) words+=("${word%%=*}" "${word#*=}"); prefix=${word%%=*}= ;;
          *) words+=("$word") ;;
          esac
        done
        if [ "$word" = = ]; then words+=(""); fi
        COMP_WORDS=("${words[@]}")
        COMP_CWORD=$((${#words[@]} - 1))
        _complete_flags
        if [ -n "$prefix" ]; then COMPREPLY=("${COMPREPLY[@]/#/$prefix}"); fi
      }

      """;

  /** The replacements in picocli's script that keep it from changing the user's shell. */
  private static final Map<String, String> CHANGES =
      Map.of(
          // so that the script also works with "nounset"
          "\"$BASH_VERSION\"", "\"${BASH_VERSION:-}\"",
          "\"$ZSH_VERSION\"", "\"${ZSH_VERSION:-}\"",
          // or the user's aliases would no longer complete; the script works without compopt
          "  setopt COMPLETE_ALIASES\n", "",
          "  alias compopt=complete\n", "",
          "complete -F _complete_flags ", VALUES + "complete -F _complete_flags_values ");

  private Completion() {}

  static CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            NAME,
            "flags generate-completion [-h]",
            "Print a script with which bash and zsh complete the options of flags.",
            """
              source <(flags generate-completion)     # in bash and zsh
              flags generate-completion >~/.flags.sh  # to keep it: source ~/.flags.sh
                                                      # in ~/.bashrc or ~/.zshrc
            """);
    spec.usageMessage().hidden(true); // the help lists only subcommands that teach something
    return spec;
  }

  /** Prints the script for a command with all its subcommands. */
  public static void print(CommandLine command, PrintStream out) {
    String script = AutoComplete.bash(command.getCommandName(), command);
    for (var change : CHANGES.entrySet()) {
      if (!script.contains(change.getKey())) {
        throw new IllegalStateException("picocli's script has no " + change.getKey());
      }
      script = script.replace(change.getKey(), change.getValue());
    }
    out.print(script);
  }
}

package flags.cli;

import java.io.PrintStream;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The subcommand that has a shell complete what is typed. */
public final class Completion {
  /** What picocli calls it, too. */
  public static final String NAME = "generate-completion";

  /** Takes {@code --option=value}, one word to zsh and three to bash, for the two of picocli. */
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

  /** What becomes of picocli's script, so that it leaves the shell as it was. */
  private static final Map<String, String> CHANGES =
      Map.of(
          // with "nounset", too
          "\"$BASH_VERSION\"", "\"${BASH_VERSION:-}\"",
          "\"$ZSH_VERSION\"", "\"${ZSH_VERSION:-}\"",
          // or no alias of the user's completes any more; all calls of compopt mind its absence
          "  setopt COMPLETE_ALIASES\n", "",
          "  alias compopt=complete\n", "",
          "complete -F _complete_flags ", VALUES + "complete -F _complete_flags_values ");

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

package flags.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Expands abbreviated long options, as argparse does: an abbreviation is valid if it matches only
 * one option. (Picocli's own abbreviations throw an exception for arguments such as {@code -} and
 * the empty string.)
 */
public final class Abbreviations {
  private Abbreviations() {}

  /**
   * Returns the arguments with each abbreviation replaced by the full name of its option.
   *
   * @throws ParameterException if an abbreviation matches more than one option
   */
  public static String[] expand(CommandLine command, String... args) {
    String[] expanded = args.clone();
    int first = 0;
    while (first < args.length && command.getSubcommands().containsKey(args[first])) {
      command = command.getSubcommands().get(args[first++]);
    }
    for (int i = first; i < args.length && !args[i].equals("--"); i++) {
      if (args[i].startsWith("--") && !args[i].startsWith("--=")) {
        expanded[i] = expand(command, args[i]);
      }
    }
    return expanded;
  }

  private static String expand(CommandLine command, String arg) {
    int end = arg.contains("=") ? arg.indexOf('=') : arg.length();
    String name = arg.substring(0, end);
    Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
    if (options.containsKey(name)) {
      return arg;
    }
    String match = null;
    for (String option : options.keySet()) {
      if (option.startsWith(name)) {
        if (match != null && options.get(option) != options.get(match)) {
          throw new ParameterException(
              command, "ambiguous option: " + name + " could match " + match + ", " + option);
        }
        match = option;
      }
    }
    return match == null ? arg : match + arg.substring(end);
  }
}

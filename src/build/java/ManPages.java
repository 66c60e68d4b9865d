import flags.cli.Commands;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes what help says as the sources of man pages: one of the program, and one of each
 * subcommand.
 *
 * <pre>java ManPages.java FOLDER VERSION</pre>
 */
final class ManPages {
  private static final Map<String, String> EXIT_STATUS = new LinkedHashMap<>();

  static {
    EXIT_STATUS.put("0", "no flag ended in an error; one that was not found is no error");
    EXIT_STATUS.put(
        "1", "a flag ended in an error, the run could not be done, or its report not written");
    EXIT_STATUS.put("2", "the command line is wrong");
    EXIT_STATUS.put("129", "ended by a closed terminal");
    EXIT_STATUS.put("130", "ended by Ctrl-C");
    EXIT_STATUS.put("143", "ended by kill");
  }

  private ManPages() {}

  public static void main(String... args) throws IOException {
    CommandLine command = Commands.complete(Commands.of());
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("Exit status%n")
        .exitCodeList(EXIT_STATUS);
    complete(command, args[1]);
    System.exit(
        ManPageGenerator.generateManPage(
            new File(args[0]), null, new boolean[0], true, command.getCommandSpec()));
  }

  private static void complete(CommandLine command, String version) {
    command.getCommandSpec().versionProvider(null).version("flags " + version);
    UsageMessageSpec help = command.getCommandSpec().usageMessage();
    // The line breaks that are there for a terminal of 80 columns go, those between commands stay.
    String synopsis = String.join("\n", help.customSynopsis()).replaceAll("\n +flags", " +\nflags");
    help.customSynopsis(synopsis.replaceAll("\n +", "\n")).footerHeading("Examples%n");
    command.getSubcommands().values().forEach(subcommand -> complete(subcommand, version));
  }
}

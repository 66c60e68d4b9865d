package flags.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of a run, in the words of {@code process_args} of {@code flags2_common.py}.
 *
 * <p>They are spelled out as objects. Annotations would be shorter, but to read them takes picocli
 * longer than to download a flag.
 */
public final class Options {
  private Options() {}

  /** Describes the command, but for its subcommands. */
  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("flags")
            .versionProvider(new Version())
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("CC")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("country code or 1st letter (eg. B for BA...BZ)")
                    .build())
            .addOption(help())
            .addOption(
                yesOrNo("-a", "--all").description("get all available flags (AD to ZW)").build())
            .addOption(
                yesOrNo("-e", "--every")
                    .description("get flags for every possible code (AA...ZZ)")
                    .build())
            .addOption(
                OptionSpec.builder("-l", "--limit")
                    .paramLabel("N")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description("limit to N first codes")
                    .build())
            .addOption(
                OptionSpec.builder("-m", "--max_req", "--max-req")
                    .paramLabel("CONCURRENT")
                    .type(int.class)
                    .converters(new WholeNumberConverter())
                    .description(
                        "maximum concurrent requests"
                            + " (default: sequential 1, threadpool 30, virtual 5)")
                    .build())
            .addOption(
                OptionSpec.builder("-s", "--server")
                    .paramLabel("LABEL|URL")
                    .type(String.class)
                    .description(
                        "Server to hit; one of DELAY, ERROR, LOCAL, REMOTE (default=LOCAL),"
                            + " or the http or https base URL of another")
                    .build())
            .addOption(
                yesOrNo("-v", "--verbose").description("output detailed progress info").build())
            .addOption(
                OptionSpec.builder("--strategy")
                    .paramLabel("NAME")
                    .type(String.class)
                    .description(
                        "how to download; one of sequential, threadpool, virtual"
                            + " (default=sequential)")
                    .build())
            .addOption(
                OptionSpec.builder("-d", "--dest")
                    .paramLabel("DIR")
                    .type(Path.class)
                    .converters(new FolderConverter())
                    .description("folder to save the flags in (default=downloaded)")
                    .build())
            .addOption(
                yesOrNo("-V", "--version")
                    .versionHelp(true)
                    .description("show the version of this program and of Java and exit")
                    .build());
    spec.usageMessage()
        .description("Download flags for country codes. Default: top 20 countries by population.")
        .synopsisHeading("usage: ")
        .customSynopsis(
            "flags [-aehvV] [-l N] [-m CONCURRENT] [-s LABEL|URL]",
            "             [--strategy NAME] [-d DIR] [CC...]",
            "       flags serve [OPTIONS]")
        .sortOptions(false);
    return spec;
  }

  private static OptionSpec.Builder yesOrNo(String... names) {
    return OptionSpec.builder(names[0], names[1]).type(boolean.class).arity("0");
  }

  /** Describes the option that every command has. */
  static OptionSpec help() {
    return yesOrNo("-h", "--help")
        .usageHelp(true)
        .description("show this help message and exit")
        .build();
  }
}

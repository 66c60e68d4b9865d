package flags.download;

import flags.files.CountryCodes;
import flags.files.Destination;
import flags.http.FlagClient;
import flags.http.Timeouts;
import flags.messages.CannotRunException;
import flags.messages.Plural;
import flags.messages.UsageException;
import flags.process.ShutdownHook;
import flags.process.SpareThreads;
import flags.process.StandardStreams;
import flags.server.FallbackServer;
import flags.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;

/** The code that all strategies share; {@code flags2_common.py}. */
public final class FlagsCommon {

  /** The codes of the 20 most populous countries. */
  public static final List<String> POP20_CC =
      List.of(
          "CN", "IN", "US", "ID", "BR", "PK", "NG", "BD", "RU", "JP", "MX", "PH", "VN", "ET", "EG",
          "DE", "IR", "TR", "CD", "FR");

  private FlagsCommon() {}

  /**
   * Returns the codes to download, sorted and distinct. {@code everyCc} takes precedence over
   * {@code allCc}, and {@code allCc} over the arguments; the default is the 20 most populous
   * countries.
   *
   * @param ccArgs two-letter codes, or first letters, each of which stands for 26 codes
   * @param limit the maximum number of codes, at least 1
   * @throws UsageException if an argument is neither a code nor a letter
   * @throws CannotRunException if {@code country_codes.txt} is not usable
   */
  public static List<String> expandCcArgs(
      boolean everyCc, boolean allCc, List<String> ccArgs, int limit) throws IOException {
    var codes = new TreeSet<String>();
    if (everyCc) {
      for (char first = 'A'; first <= 'Z'; first++) {
        addAllWith(first, codes);
      }
    } else if (allCc) {
      codes.addAll(CountryCodes.read(Path.of("")));
    } else {
      for (String arg : ccArgs) {
        String cc = arg.toUpperCase(Locale.ROOT);
        if (arg.length() == 1 && CountryCodes.isLetter(arg.charAt(0))) {
          addAllWith(cc.charAt(0), codes);
        } else if (CountryCodes.isCode(arg)) {
          codes.add(cc);
        } else {
          throw new UsageException(
              "each CC argument must be A to Z or AA to ZZ. (got '" + arg + "')");
        }
      }
    }
    if (codes.isEmpty()) {
      codes.addAll(POP20_CC);
    }
    var ccList = new ArrayList<>(codes);
    return ccList.subList(0, Math.min(limit, ccList.size()));
  }

  private static void addAllWith(char first, Collection<String> codes) {
    for (char second = 'A'; second <= 'Z'; second++) {
      codes.add("" + first + second);
    }
  }

  /** Returns a progress bar, or {@link Progress#NONE} if stderr is not a terminal. */
  public static Progress bar(String name, int total, PrintStream err) {
    int width = StandardStreams.widthOfStderr();
    return width > 0 ? new ProgressOnBar(name, total, err, width) : Progress.NONE;
  }

  /**
   * Prints the initial report, downloads the flags, and prints the final report; {@code main} of
   * the original.
   *
   * @param progressFactory creates the progress display for the given number of flags; called after
   *     the initial report
   * @throws CannotRunException if the run cannot start
   * @throws ExecutionException if a download failed because of a bug; thrown without a final report
   */
  public static RunResult downloadFlags(
      Settings settings,
      DownloadMany strategy,
      IntFunction<Progress> progressFactory,
      PrintStream out,
      PrintStream err,
      ShutdownHook shutdownHook)
      throws IOException, InterruptedException, ExecutionException {
    Site site = settings.site();
    List<String> ccList =
        expandCcArgs(settings.every(), settings.all(), settings.ccArgs(), settings.limit());
    Destination destination = Destination.open(settings.destDir());
    int concurReq = ConnectionLimit.apply(settings, ccList.size(), site.hasServer(), err::println);
    SpareThreads.require();
    try (var fallback = new FallbackServer(site)) {
      fallback.start(err::println);
      var client = new FlagClient(concurReq, Timeouts.DEFAULT); // the end of the program closes it
      shutdownHook.onShutdown(client::cancel);
      initialReport(ccList, concurReq, site, out);

      Progress progress = progressFactory.apply(ccList.size());
      var downloader =
          new Downloader(
              site.baseUrl(),
              () -> fallback.takeOver(line -> err.println(progress.newLine() + line)),
              client,
              destination,
              Downloader.NO_LISTENERS);
      String name = settings.strategy().toString();
      RunResult run = new Run(name, strategy, ccList, downloader, concurReq).execute(progress);
      finalReport(run, out);
      if (!settings.verbose()) {
        ErrorSummary.print(List.of(run), err, "-v");
      }
      if (run.count(DownloadStatus.NOT_FOUND) == ccList.size()
          && !Collections.disjoint(ccList, CountryCodes.builtIn())) {
        err.println(Site.noneFound(site.baseUrl()));
      }
      return run;
    }
  }

  private static void initialReport(
      List<String> ccList, int concurReq, Site site, PrintStream out) {
    String ccMessage =
        ccList.size() <= 10
            ? String.join(", ", ccList)
            : "from " + ccList.getFirst() + " to " + ccList.getLast();
    out.println(site.label() + " site: " + site.baseUrl());
    out.println("Searching for " + Plural.of(ccList.size(), "flag") + ": " + ccMessage);
    out.println(
        concurReq == 1
            ? "1 connection will be used."
            : concurReq + " concurrent connections will be used.");
  }

  private static void finalReport(RunResult run, PrintStream out) {
    int ok = run.count(DownloadStatus.OK);
    int notFound = run.count(DownloadStatus.NOT_FOUND);
    int errors = run.count(DownloadStatus.ERROR);
    int interrupted = run.count(DownloadStatus.INTERRUPTED);
    out.println("-".repeat(20));
    out.println(padded(Plural.of(ok, "flag")) + " downloaded.");
    if (notFound > 0) {
      out.println(padded(notFound + " not found."));
    }
    if (errors > 0) {
      out.println(padded(Plural.of(errors, "error") + "."));
    }
    if (interrupted > 0) {
      out.println(padded(interrupted + " not finished."));
    }
    out.println("Elapsed time: " + seconds(run.elapsedNanos()) + "s");
  }

  /**
   * Returns nanoseconds as seconds with two decimals. Does not use {@code String.format}, because
   * loading its classes takes about a tenth of the time of a run for one flag.
   */
  static String seconds(long nanos) {
    long hundredths = (nanos + 5_000_000) / 10_000_000;
    return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  /** Pads text that starts with a number, so that numbers of up to three digits align. */
  private static String padded(String text) {
    return " ".repeat(Math.max(0, 3 - text.indexOf(' '))) + text;
  }
}

package flags;

import flags.errors.CannotRunException;
import flags.errors.UsageException;
import flags.files.CountryCodes;
import flags.files.Destination;
import flags.files.OpenFiles;
import flags.http.FlagClient;
import flags.http.RequestListener;
import flags.http.Timeouts;
import flags.outcome.DownloadStatus;
import flags.outcome.RunResult;
import flags.process.ShutdownHook;
import flags.process.SpareThreads;
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
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the strategies have in common; {@code flags2_common.py}. */
final class FlagsCommon {

  /** The 20 most populous countries. */
  static final List<String> POP20_CC =
      List.of(
          "CN", "IN", "US", "ID", "BR", "PK", "NG", "BD", "RU", "JP", "MX", "PH", "VN", "ET", "EG",
          "DE", "IR", "TR", "CD", "FR");

  private FlagsCommon() {}

  /**
   * Lists the codes that were asked for, sorted and each once. Every code goes before all codes,
   * all codes before the arguments, and where nothing is asked for it is the 20 most populous.
   *
   * @param ccArgs codes, or first letters that stand for 26 codes each
   * @param limit how many codes to list at most, at least 1
   * @param folder where to look for {@code country_codes.txt}
   * @throws UsageException if an argument is neither a code nor a letter
   * @throws CannotRunException if {@code country_codes.txt} cannot be used
   */
  static List<String> expandCcArgs(
      boolean everyCc, boolean allCc, List<String> ccArgs, int limit, Path folder)
      throws IOException {
    var codes = new TreeSet<String>();
    if (everyCc) {
      for (char first = 'A'; first <= 'Z'; first++) {
        addAllWith(first, codes);
      }
    } else if (allCc) {
      codes.addAll(CountryCodes.read(folder));
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

  /** Downloads the flags as the settings say, and shows how the run gets on. */
  static Map<DownloadStatus, Integer> downloadFlags(
      Settings settings, PrintStream out, PrintStream err, ShutdownHook shutdownHook)
      throws IOException, InterruptedException, ExecutionException {
    return downloadFlags(
        settings,
        settings.strategy().create(),
        () -> Progress.of(settings.verbose(), settings.ccList().size(), out, err),
        out,
        err,
        shutdownHook);
  }

  /**
   * Downloads the flags between an initial and a final report; {@code main} of the original.
   *
   * @param shown begins to show how the run gets on, after the initial report
   * @return how many downloads ended in which status
   * @throws CannotRunException if there is nowhere to save to
   * @throws ExecutionException if the run was given up, after its report; see {@link
   *     Downloader#fault}
   */
  static Map<DownloadStatus, Integer> downloadFlags(
      Settings settings,
      DownloadMany downloads,
      Supplier<Progress> shown,
      PrintStream out,
      PrintStream err,
      ShutdownHook shutdownHook)
      throws IOException, InterruptedException, ExecutionException {
    List<String> ccList = settings.ccList();
    Destination destination = open(settings.destDir());
    int concurReq = limitConcurReq(settings, settings.site().fallback() != null, err::println);
    try (var fallback = new FallbackServer(settings.site(), err)) {
      fallback.start();
      var downloader =
          new Downloader(
              settings.site().baseUrl(),
              fallback,
              new FlagClient(concurReq, Timeouts.DEFAULT),
              destination,
              RequestListener.NONE);
      shutdownHook.onShutdown(downloader::interrupt);
      initialReport(ccList, concurReq, settings.site(), out);

      var progress = new ErrorReasons(shown.get());
      RunResult run =
          run(settings.strategy(), downloads, ccList, downloader, concurReq, progress, () -> {});
      Map<DownloadStatus, Integer> counter = run.counter();
      finalReport(run, out);
      if (!settings.verbose()) {
        progress.print(err, "-v");
      }
      if (run.count(DownloadStatus.NOT_FOUND) == ccList.size()
          && !Collections.disjoint(ccList, CountryCodes.builtIn())) {
        err.println(noneFound(settings.site().baseUrl()));
      }
      if (downloader.fault() != null) {
        throw new ExecutionException(downloader.fault());
      }
      return counter;
    }
  }

  /**
   * Downloads the flags and reports nothing but the progress.
   *
   * @param begin called the moment before the first download begins
   */
  static RunResult run(
      Strategy strategy,
      DownloadMany downloads,
      List<String> ccList,
      Downloader downloader,
      int concurReq,
      Progress progress,
      Runnable begin)
      throws InterruptedException, ExecutionException {
    try (progress) {
      boolean threads = hasThreads(downloader);
      begin.run();
      long start = System.nanoTime();
      Map<DownloadStatus, Integer> counter =
          threads
              ? downloads.downloadMany(ccList, downloader, concurReq, progress)
              : Map.of(DownloadStatus.INTERRUPTED, ccList.size());
      return new RunResult(strategy.toString(), concurReq, counter, System.nanoTime() - start);
    }
  }

  /** Without threads to spare, virtual ones would wait for ever, and no signal would end that. */
  private static boolean hasThreads(Downloader downloader) throws InterruptedException {
    try {
      SpareThreads.require();
      return true;
    } catch (OutOfMemoryError e) {
      downloader.abandon(e);
      return false;
    }
  }

  static String noneFound(String baseUrl) {
    return "Not one of these flags was found: " + baseUrl + " may be no server of flags.";
  }

  static Destination open(Path dir) throws CannotRunException {
    try {
      return Destination.open(dir);
    } catch (CannotRunException e) {
      throw new CannotRunException(e.getMessage() + "; name another folder with --dest DIR");
    }
  }

  /**
   * Returns how many connections to use: fewer than asked for where the strategy or the system has
   * a limit.
   *
   * @param mayServe whether the other ends of them may be in this process
   * @param tell gets to know of limits
   */
  static int limitConcurReq(Settings settings, boolean mayServe, Consumer<String> tell)
      throws CannotRunException {
    Strategy strategy = settings.strategy();
    if (settings.maxReq() > strategy.maxConcurReq) {
      tell.accept(
          "-m is cut to "
              + strategy.maxConcurReq
              + ", the maximum of --strategy "
              + strategy
              + (strategy == Strategy.SEQUENTIAL
                  ? "; for more, add --strategy threadpool or --strategy virtual."
                  : "."));
    }
    int concurReq =
        Math.min(Math.min(settings.maxReq(), strategy.maxConcurReq), settings.ccList().size());
    var openFiles = OpenFiles.ofThisProcess();
    int allowed = openFiles.connections(concurReq, mayServe);
    if (allowed < concurReq) {
      tell.accept(
          "Only "
              + count(allowed, "connection")
              + ": this system allows "
              + openFiles.limit()
              + " open files (see ulimit -n).");
    }
    return allowed;
  }

  private static void initialReport(
      List<String> ccList, int concurReq, Site site, PrintStream out) {
    String ccMessage =
        ccList.size() <= 10
            ? String.join(", ", ccList)
            : "from " + ccList.getFirst() + " to " + ccList.getLast();
    out.println(site.label() + " site: " + site.baseUrl());
    out.println("Searching for " + count(ccList.size(), "flag") + ": " + ccMessage);
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
    out.println(padded(count(ok, "flag")) + " downloaded.");
    if (notFound > 0) {
      out.println(padded(notFound + " not found."));
    }
    if (errors > 0) {
      out.println(padded(count(errors, "error") + "."));
    }
    if (interrupted > 0) {
      out.println(padded(interrupted + " not finished."));
    }
    out.println("Elapsed time: " + seconds(run.elapsedNanos()) + "s");
  }

  /** Rounds to two decimals, without what it takes to load {@code String.format}. */
  static String seconds(long nanos) {
    long hundredths = (nanos + 5_000_000) / 10_000_000;
    return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** Aligns a text that begins with a number on three digits. */
  private static String padded(String text) {
    return " ".repeat(Math.max(0, 3 - text.indexOf(' '))) + text;
  }
}

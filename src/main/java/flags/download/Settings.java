package flags.download;

import flags.server.Site;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a run; the {@code args} of {@code flags2_common.py}.
 *
 * @param ccArgs country codes and first letters, as typed
 * @param limit the maximum number of codes, at least 1
 * @param concurReq the maximum number of requests in flight, at least 1; the strategy and the
 *     system may allow fewer
 */
public record Settings(
    boolean every,
    boolean all,
    List<String> ccArgs,
    int limit,
    Site site,
    Path destDir,
    boolean verbose,
    Strategy strategy,
    int concurReq) {

  /** The folder to save flags in by default; {@code DEST_DIR}. */
  public static final Path DEST_DIR = Path.of("downloaded");
}

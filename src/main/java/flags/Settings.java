package flags;

import flags.server.Site;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param ccList the codes, sorted and each once
 * @param maxReq how many requests may be under way at once, if the strategy and the system let them
 */
record Settings(
    List<String> ccList, Site site, Path destDir, boolean verbose, Strategy strategy, int maxReq) {

  /** Where flags are saved if nobody says otherwise; {@code DEST_DIR}. */
  static final Path DEST_DIR = Path.of("downloaded");
}

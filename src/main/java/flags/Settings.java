package flags;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param ccList the codes, sorted and each once
 * @param concurReq how many requests may be under way at once
 */
record Settings(
    List<String> ccList,
    Site site,
    Path destDir,
    boolean verbose,
    Strategy strategy,
    int concurReq) {}

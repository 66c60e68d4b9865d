package flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {

  @ParameterizedTest
  @CsvSource({
    "676, 64, 2, 18",
    "676, 65, 2, 18",
    "676, 64, 3, 12",
    "18, 64, 2, 18",
    "17, 64, 2, 17",
    "676, 1024, 2, 498",
    "676, 20, 2, 1",
    "1000, 2147483647, 3, 1000",
  })
  void aLimitLeavesSomeConnectionsAndAlwaysOne(
      int wanted, int limit, int perConnection, int allowed) {
    assertEquals(allowed, OpenFiles.connections(wanted, limit, perConnection));
  }
}

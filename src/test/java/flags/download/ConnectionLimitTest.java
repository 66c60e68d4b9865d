package flags.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.UnixOperatingSystemMXBean;
import flags.messages.CannotRunException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitTest {

  @ParameterizedTest
  @CsvSource({
    "676, 64, false, 12",
    "676, 66, false, 12",
    "676, 67, false, 13",
    "676, 64, true, 9",
    "12, 64, false, 12",
    "11, 64, false, 11",
    "676, 1024, false, 332",
    "676, 31, false, 1",
    "676, 32, true, 1",
    "1000, 2147483647, true, 1000",
  })
  void fitsTheConnectionsIntoTheLimit(int wanted, int openFiles, boolean serves, int allowed)
      throws CannotRunException {
    assertEquals(allowed, ConnectionLimit.fit(wanted, openFiles, serves));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsTheLimitThatTheJvmReports() {
    var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);

    assertEquals(system.getMaxFileDescriptorCount(), ConnectionLimit.openFiles());
  }

  @Test
  void refusesALimitTooLowForOneConnection() {
    var e = assertThrows(CannotRunException.class, () -> ConnectionLimit.fit(1, 31, true));

    assertEquals(
        "this system allows only 31 open files; allow 32 with ulimit -n 32", e.getMessage());
    assertThrows(CannotRunException.class, () -> ConnectionLimit.fit(1, 30, false));
  }
}

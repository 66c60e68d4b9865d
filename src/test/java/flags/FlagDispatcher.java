package flags;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/**
 * Serves the flags of some countries at {@code /flags} and records the requested codes. Subclasses
 * can override the responses.
 */
class FlagDispatcher extends Dispatcher {
  /** The smallest valid flag: a GIF of one pixel. */
  static final byte[] GIF =
      java.util.HexFormat.of()
          .parseHex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b");

  final Queue<String> requestedCodes = new ConcurrentLinkedQueue<>();
  private final List<String> countries;

  FlagDispatcher(String... countries) {
    this.countries = List.of(countries);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    String path = request.getUrl().encodedPath();
    String cc = path.substring(path.lastIndexOf('/') + 1).replace(".gif", "");
    if (!path.equals("/flags/" + cc + "/" + cc + ".gif")) {
      return status(400);
    }
    String code = cc.toUpperCase(Locale.ROOT);
    requestedCodes.add(code);
    return response(code);
  }

  MockResponse response(String cc) throws InterruptedException {
    return countries.contains(cc) ? flag() : status(404);
  }

  static MockResponse flag() {
    return new MockResponse.Builder().body(new Buffer().write(GIF)).build();
  }

  static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }
}

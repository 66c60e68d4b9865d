package flags;

import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Responds to requests for flags at {@code /flags} and records the requested codes. */
public class FlagDispatcher extends Dispatcher {
  /** The smallest valid flag: a GIF of one pixel. */
  public static final byte[] GIF =
      java.util.HexFormat.of()
          .parseHex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b");

  public final Queue<String> requestedCodes = new ConcurrentLinkedQueue<>();
  private final Responses responses;

  /** Returns the response for each code. */
  public interface Responses {
    MockResponse to(String cc) throws InterruptedException;
  }

  public FlagDispatcher(Responses responses) {
    this.responses = responses;
  }

  /** Creates a dispatcher that serves the flags of some countries. */
  public FlagDispatcher(String... countries) {
    this(cc -> List.of(countries).contains(cc) ? flag() : status(404));
  }

  /** Returns a dispatcher like this one, but for one response. */
  public FlagDispatcher with(String code, MockResponse response) {
    return new FlagDispatcher(cc -> cc.equals(code) ? response : responses.to(cc));
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
    return responses.to(code);
  }

  public static MockResponse flag() {
    return new MockResponse.Builder().body(new Buffer().write(GIF)).build();
  }

  public static MockResponse redirect(Object location) {
    return new MockResponse.Builder().code(302).addHeader("Location", location).build();
  }

  public static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }
}

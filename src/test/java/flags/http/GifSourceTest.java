package flags.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class GifSourceTest {

  @Test
  void returnsTheNumberOfBytesThatItPassesOn() throws IOException {
    var gif = new Buffer().writeUtf8("GIF89a").writeUtf8("x".repeat(100_000)).writeUtf8(";");
    var passedOn = new Buffer();

    long count = passedOn.writeAll(new GifSource(gif));

    assertEquals(100_007, passedOn.size());
    assertEquals(passedOn.size(), count);
  }
}

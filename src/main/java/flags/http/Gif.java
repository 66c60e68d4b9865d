package flags.http;

import java.io.IOException;
import okio.BufferedSource;
import okio.ByteString;

/** Reads flags. */
final class Gif {
  private static final long MAX_BYTES = 1 << 20;

  private static final ByteString GIF87A = ByteString.encodeUtf8("GIF87a");
  private static final ByteString GIF89A = ByteString.encodeUtf8("GIF89a");
  private static final byte TRAILER = 0x3B;

  private Gif() {}

  /**
   * Returns a body, and fails if it is not a flag: a GIF, from signature to trailer, of at most 1
   * MiB. This detects truncated flags even if HTTP cannot.
   */
  static byte[] read(BufferedSource body) throws IOException {
    if (body.exhausted()) {
      throw new InvalidResponseException("the response was empty");
    }
    if (!body.rangeEquals(0, GIF89A) && !body.rangeEquals(0, GIF87A)) {
      throw new InvalidResponseException("not a flag: the response is not a GIF");
    }
    if (body.request(MAX_BYTES + 1)) {
      throw new InvalidResponseException("not a flag: larger than 1 MiB");
    }
    byte[] image = body.readByteArray();
    if (image[image.length - 1] != TRAILER) {
      throw new InvalidResponseException("the GIF is incomplete, or data follows it");
    }
    return image;
  }
}

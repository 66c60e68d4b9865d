package flags.http;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;

/**
 * Passes a body on as it is read, and fails if it is not a flag: a GIF, from signature to trailer,
 * of at most 1 MiB. This detects truncated flags even if HTTP cannot.
 */
public final class GifSource extends ForwardingSource {
  private static final long MAX_BYTES = 1 << 20;

  private static final ByteString GIF87A = ByteString.encodeUtf8("GIF87a");
  private static final ByteString GIF89A = ByteString.encodeUtf8("GIF89a");
  private static final byte TRAILER = 0x3B;

  private final BufferedSource body;
  private long size;
  private byte last;

  public GifSource(BufferedSource body) {
    super(body);
    this.body = body;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    if (size == 0) {
      requireSignature();
    }
    long read = super.read(sink, byteCount);
    if (read == -1) {
      if (last != TRAILER) {
        throw new InvalidResponseException("the GIF is incomplete, or data follows it");
      }
      return -1;
    }
    size += read;
    if (size > MAX_BYTES) {
      throw new InvalidResponseException("not a flag: larger than 1 MiB");
    }
    last = sink.getByte(sink.size() - 1);
    return read;
  }

  private void requireSignature() throws IOException {
    if (body.exhausted()) {
      throw new InvalidResponseException("the response was empty");
    }
    if (!body.rangeEquals(0, GIF89A) && !body.rangeEquals(0, GIF87A)) {
      throw new InvalidResponseException("not a flag: the response is not a GIF");
    }
  }
}

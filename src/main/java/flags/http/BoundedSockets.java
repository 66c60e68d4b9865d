package flags.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Creates sockets that read at most 2 MiB per request, because OkHttp buffers whatever has no end
 * yet without a limit, such as a chunk extension or the file name in a gzip header. TLS reads
 * through the same sockets. For a SOCKS proxy, OkHttp creates its own, which have no limit.
 *
 * <p>The bytes are counted per thread: the thread that sends a request also reads the response.
 */
final class BoundedSockets extends SocketFactory {
  /** Enough for a flag of 1 MiB in small chunks and TLS records, after 256 KiB of headers. */
  private static final int MAX_BYTES = 2 << 20;

  /** The number of bytes read since the current thread's request started. */
  final ThreadLocal<Integer> bytesRead = new ThreadLocal<>();

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            bytesRead.set(bytesRead.get() + read);
            if (bytesRead.get() > MAX_BYTES) {
              throw new InvalidResponseException("the response is larger than 2 MiB");
            }
            return read;
          }
        };
      }
    };
  }

  // OkHttp connects its sockets itself, and so calls none of the following.

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}

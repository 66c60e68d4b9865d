package flags.http;

import flags.messages.CannotRunException;
import flags.messages.FileErrorMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Describes why the download of a flag failed, on one line and in plain words. */
final class DownloadErrorMessage {
  private static final String ALERT = "Received fatal alert: ";
  private static final String END_OF_STREAM = "unexpected end of stream";
  private static final String CLOSED_EARLY = "the server closed the connection too early";

  private DownloadErrorMessage() {}

  /** Returns whether the server refused the connection, or closed it too early. */
  static boolean isLost(IOException e) {
    if (e instanceof InterruptedIOException || e.getCause() instanceof InterruptedIOException) {
      return false; // a timeout
    }
    return e instanceof SocketException
        || e instanceof EOFException
        || END_OF_STREAM.equals(e.getMessage())
        || e.getCause() instanceof IOException cause && isLost(cause);
  }

  /** Returns the reason why a download failed. */
  static String of(IOException e, Timeouts timeouts) {
    return switch (e) {
      case HttpStatusException h -> h.getMessage();
      case InvalidResponseException r -> r.getMessage();
      case CannotRunException c -> c.getMessage(); // fallback server, proxy or trust store
      case FileSystemException f -> "cannot save: " + FileErrorMessage.of(f);
      case SocketTimeoutException s -> "timed out after " + seconds(timeouts.operation());
      case InterruptedIOException i -> "not complete after " + seconds(timeouts.total());
      case ConnectException c -> c.getMessage(); // from cannotConnect
      case SSLException s ->
          s.getCause() instanceof InvalidResponseException b // from BoundedSockets
              ? b.getMessage()
              : "cannot connect securely: " + tlsFailure(s);
      // The JDK's own words are compared; those of the system may be in any language.
      case SocketException s ->
          "Connection reset".equals(s.getMessage())
              ? "connection lost: reset by the server"
              : "connection lost: " + s.getMessage();
      case EOFException eof -> CLOSED_EARLY;
      default ->
          e.getCause() instanceof IOException cause
              ? of(cause, timeouts)
              : END_OF_STREAM.equals(e.getMessage())
                  ? CLOSED_EARLY
                  : (e instanceof ProtocolException ? "not a valid HTTP" : "bad")
                      + " response: "
                      + e.getMessage();
    };
  }

  /** Returns the reason why no connection to a host, or to its proxy, was possible. */
  static String cannotConnect(IOException e, String host, Proxy proxy, Timeouts timeouts) {
    Throwable cause = rootCause(e);
    String reason =
        switch (cause) {
          case SocketTimeoutException s -> of(s, timeouts);
          case ConnectException c -> "connection refused";
          // If a proxy does not speak SOCKS 5, Java tries SOCKS 4, which knows no names of hosts.
          case UnknownHostException u ->
              u == e && proxy.type() == Proxy.Type.SOCKS
                  ? "it does not speak SOCKS 5"
                  : "unknown host";
          default -> cause.getMessage();
        };
    if (proxy.address() instanceof InetSocketAddress address) {
      String name = address.getHostString() + ":" + address.getPort();
      return "cannot connect through the proxy " + name + ": " + reason;
    }
    return cause instanceof UnknownHostException
        ? reason + ": " + host
        : "cannot connect: " + reason;
  }

  /** Returns the reason why the trust store cannot be used. */
  static String trustStore(Exception e) {
    String file = System.getProperty("javax.net.ssl.trustStore");
    String store = file == null ? "of " + System.getProperty("java.home") : "'" + file + "'";
    return "cannot use the trust store " + store + ": " + rootCause(e).getMessage();
  }

  /** Returns the last cause that has a message. */
  private static Throwable rootCause(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null || cause.getMessage() == null ? e : rootCause(cause);
  }

  /** Describes a TLS failure, such as a problem with the certificate, as a browser would. */
  private static String tlsFailure(SSLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unsupported or unrecognized SSL message")) {
      return "the server does not speak TLS";
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException expired) {
        // for example "NotAfter: Sun Nov 22 11:14:00 UTC 2026"
        String[] date = expired.getMessage().split(" ");
        return "its certificate expired on " + date[3] + " " + date[2] + " " + date[6];
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet";
      }
      if (cause instanceof CertPathBuilderException) {
        return "its certificate is from an unknown authority";
      }
    }
    if (message.contains(ALERT)) {
      String alert = message.substring(message.indexOf(ALERT) + ALERT.length());
      return "the server refused it: " + alert.replace('_', ' ');
    }
    // "Hostname HOST not verified:", then several lines; one lists the hosts of the certificate
    Matcher hosts =
        Pattern.compile("(?s)Hostname (\\S+) not verified:.*subjectAltNames: \\[(.*?)\\]")
            .matcher(message);
    if (hosts.find()) {
      return hosts.group(2).isEmpty()
          ? "its certificate names no host"
          : "its certificate is for " + hosts.group(2) + ", not for " + hosts.group(1);
    }
    return message.lines().findFirst().orElse("");
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}

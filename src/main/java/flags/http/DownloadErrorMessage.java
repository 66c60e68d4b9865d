package flags.http;

import flags.errors.CannotRunException;
import flags.errors.FileErrorMessage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Describes why the download of a flag failed, on one line and in plain words. */
final class DownloadErrorMessage {
  private static final String ALERT = "Received fatal alert: ";
  private static final String CLOSED_EARLY = "the server closed the connection too early";

  private DownloadErrorMessage() {}

  /** Returns the reason why a download failed. */
  static String of(IOException e, Timeouts timeouts) {
    // If OkHttp tried another address of the host after a failure, the first failure says more.
    if (e instanceof ConnectException
        && e.getSuppressed().length > 0
        && e.getSuppressed()[0] instanceof IOException first
        && !(first instanceof ConnectException)) {
      e = first;
    }
    return switch (e) {
      case NoRetryException f -> of((IOException) f.getCause(), timeouts);
      case HttpStatusException h -> h.getMessage();
      case InvalidResponseException b -> b.getMessage();
      case CannotRunException c -> c.getMessage(); // fallback server, proxy or trust store
      case FileSystemException f -> "cannot save: " + FileErrorMessage.of(f);
      case SocketTimeoutException s -> "timed out after " + seconds(timeouts.operation());
      case InterruptedIOException i -> "not complete after " + seconds(timeouts.total());
      case UnknownHostException u -> "unknown host: " + u.getMessage().split(":", 2)[0];
      case NoRouteToHostException n -> "cannot connect: no route to the host";
      case ConnectException c -> cannotConnect(c) + "connection refused";
      case SSLException s -> "cannot connect securely: " + tlsFailure(s);
      case SocketException s -> connectionLost(String.valueOf(s.getMessage()));
      case EOFException eof -> CLOSED_EARLY;
      case ProtocolException p ->
          "unexpected end of stream".equals(p.getMessage())
              ? CLOSED_EARLY
              : "not a valid HTTP response: " + p.getMessage();
      default ->
          e.getCause() instanceof IOException cause
              ? of(cause, timeouts)
              : e.getMessage() == null ? "connection lost" : "bad response: " + e.getMessage();
    };
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
    int alert = message.indexOf(ALERT);
    if (alert >= 0) {
      String name = message.substring(alert + ALERT.length());
      return "the server refused it: " + name.replace('_', ' ');
    }
    // "Hostname HOST not verified:", then several lines; one lists the hosts of the certificate
    Matcher otherHost =
        Pattern.compile("(?s)Hostname (\\S+) not verified:.*subjectAltNames: \\[(.*?)\\]")
            .matcher(message);
    if (otherHost.find()) {
      if (otherHost.group(2).isEmpty()) {
        return "its certificate names no host";
      }
      return "its certificate is for " + otherHost.group(2) + ", not for " + otherHost.group(1);
    }
    return message.lines().findFirst().orElse("");
  }

  private static String cannotConnect(IOException e) {
    return Arrays.stream(e.getSuppressed())
            .anyMatch(EnvironmentProxies.OfTheProxy.class::isInstance)
        ? "cannot connect to the proxy: "
        : "cannot connect: ";
  }

  /**
   * Describes the failures that the JDK distinguishes only by their message, which may contain more
   * text.
   */
  private static String connectionLost(String message) {
    if (message.contains("unreachable")) {
      return "cannot connect: no route to the host";
    }
    if (message.contains("open files")) {
      return "too many open files";
    }
    boolean reset = message.contains("Connection reset") || message.contains("Broken pipe");
    return "connection lost: " + (reset ? "reset by the server" : message);
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}

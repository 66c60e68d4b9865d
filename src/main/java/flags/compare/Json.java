package flags.compare;

import com.squareup.moshi.JsonWriter;
import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import flags.outcome.Run;
import flags.outcome.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import okio.BufferedSink;
import okio.Okio;

/** A comparison as data; the README documents the names. */
public final class Json {
  private static final int FORMAT = 1;

  private Json() {}

  /** Writes a comparison, every request with its times in seconds from the start of its run. */
  public static void write(Comparison comparison, String version, OutputStream out)
      throws IOException {
    BufferedSink sink = Okio.buffer(Okio.sink(out));
    JsonWriter json = JsonWriter.of(sink);
    json.setIndent(" ");
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("format").value(FORMAT);
    json.name("program").value("flags " + version);
    json.name("java").value(System.getProperty("java.version"));
    json.name("cores").value(Runtime.getRuntime().availableProcessors());
    json.name("command").value(comparison.command());
    json.name("server").value(comparison.label());
    json.name("base_url").value(comparison.baseUrl());
    json.name("codes").value(comparison.ccList().size());
    json.name("runs").beginArray();
    int order = 0;
    for (Run run : comparison.runs()) {
      order++;
      json.beginObject();
      json.name("strategy").value(run.strategy());
      json.name("connections").value(run.connections());
      json.name("order").value(order);
      json.name("elapsed").value(seconds(run.elapsedNanos()));
      json.name("requests").beginArray();
      for (Span span : run.spans()) {
        write(span, json);
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
    json.endObject();
    sink.writeUtf8("\n");
    sink.flush();
  }

  private static void write(Span span, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("code").value(span.cc());
    json.name("outcome").value(span.outcome().status().name().toLowerCase(Locale.ROOT));
    Outcome outcome = span.outcome();
    boolean isError = outcome.status() == DownloadStatus.ERROR;
    json.name("message").value(isError ? outcome.reason() : outcome.message());
    json.name("queued").value(seconds(span.queued()));
    json.name("started").value(seconds(span.started()));
    json.name("first_byte");
    if (span.firstByte() == Span.NEVER) {
      json.nullValue();
    } else {
      json.value(seconds(span.firstByte()));
    }
    json.name("ended").value(seconds(span.ended()));
    json.name("connection").value(span.connection());
    json.name("status").value(span.httpStatus());
    json.name("bytes").value(span.bytes());
    json.endObject();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}

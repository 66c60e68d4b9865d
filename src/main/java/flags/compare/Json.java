package flags.compare;

import com.squareup.moshi.JsonWriter;
import flags.download.DownloadStatus;
import flags.download.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import okio.BufferedSink;
import okio.Okio;

/** Writes comparisons as JSON. The page src/docs/compare.md documents the names. */
final class Json {
  private static final int FORMAT = 5;

  private Json() {}

  static void write(Comparison comparison, String version, OutputStream out) throws IOException {
    BufferedSink sink = Okio.buffer(Okio.sink(out));
    JsonWriter json = JsonWriter.of(sink);
    json.setIndent(" ");
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("format").value(FORMAT);
    json.name("program").value("flags " + version);
    json.name("java").value(System.getProperty("java.version"));
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    var options = new ArrayList<>(jvm.getInputArguments());
    options.removeIf(option -> !option.startsWith("-X")); // -D may give a password
    json.name("java_options").value(String.join(" ", options));
    json.name("cores").value(Runtime.getRuntime().availableProcessors());
    json.name("command").value(comparison.command());
    json.name("start_time").value(Instant.ofEpochMilli(jvm.getStartTime()).toString());
    json.name("server").value(comparison.label());
    json.name("base_url").value(comparison.baseUrl());
    json.name("codes").value(comparison.ccList().size());
    json.name("complete").value(comparison.complete());
    json.name("runs").beginArray();
    int order = 0;
    for (MeasuredRun run : comparison.runs()) {
      json.beginObject();
      json.name("strategy").value(run.strategy());
      json.name("connections").value(run.concurReq());
      json.name("order").value(++order);
      time(json.name("elapsed"), run.elapsedNanos());
      time(json.name("best"), comparison.best(run));
      time(json.name("cpu"), run.cpuNanos());
      json.name("threads").value(run.threads());
      json.name("requests").beginArray();
      for (RequestTiming request : run.requests()) {
        write(request, json);
      }
      json.endArray();
      json.endObject();
    }
    json.endArray();
    json.endObject();
    sink.writeUtf8("\n");
    sink.flush();
  }

  private static void write(RequestTiming request, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("code").value(request.cc());
    json.name("outcome").value(request.outcome().status().name().toLowerCase(Locale.ROOT));
    Outcome outcome = request.outcome();
    boolean isError = outcome.status() == DownloadStatus.ERROR;
    json.name("message").value(isError ? outcome.reason() : outcome.message());
    time(json.name("started"), request.started());
    time(json.name("headers"), request.headers());
    time(json.name("ended"), request.ended());
    json.name("connection").value(request.connection());
    json.name("status").value(request.httpStatus());
    json.name("bytes").value(request.bytes());
    json.endObject();
  }

  /** Writes a time in seconds, or null if it is negative, which stands for no time. */
  private static void time(JsonWriter json, long nanos) throws IOException {
    if (nanos < 0) {
      json.nullValue();
    } else {
      json.value(nanos / 1e9);
    }
  }
}

package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.compare.Lanes.Placed;
import flags.errors.UsageException;
import flags.outcome.DownloadStatus;
import flags.outcome.Run;
import flags.outcome.Span;
import flags.server.FlagFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The picture: what holds of it whatever happened. */
class TimelineTest {
  /** A bar is at least so wide, in pixels. */
  private static final double LEAST = 0.61;

  private static byte[] draw(Chart chart, Comparison comparison) throws IOException {
    var file = new ByteArrayOutputStream();
    chart.draw(comparison, Map.of("AA", FlagFiles.builtIn().find("us")), file);
    return file.toByteArray();
  }

  private static Element svg(Comparison comparison) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(draw(Chart.SVG, comparison)))
        .getDocumentElement();
  }

  private record Bar(String cc, String title, double start, double end, double y) {}

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Bar> bars(Element svg) {
    var bars = new ArrayList<Bar>();
    NodeList groups = svg.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      var group = (Element) groups.item(i);
      String title = group.getElementsByTagName("title").item(0).getTextContent();
      var wait = (Element) group.getElementsByTagName("rect").item(0);
      var arrival = (Element) group.getElementsByTagName("rect").item(1);
      bars.add(
          new Bar(
              title.substring(0, 2),
              title,
              number(wait, "x"),
              number(arrival, "x") + number(arrival, "width"),
              number(wait, "y")));
    }
    return bars;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "26, 1", "26, 26", "200, 30", "676, 676", "676, 5"})
  void everyRequestHasItsBarInALaneOfItsRun(int codes, int connections) throws Exception {
    var random = new Random(codes * 1000L + connections);
    Run first = Runs.random("sequential", 1, codes, random);
    Run second = Runs.random("virtual", connections, codes, random);
    Element svg = svg(Runs.comparison(first, second));

    List<Bar> bars = bars(svg);
    assertEquals(2 * codes, bars.size());
    check(
        bars.subList(0, codes), first, svg, Math.max(first.elapsedNanos(), second.elapsedNanos()));
    check(
        bars.subList(codes, 2 * codes),
        second,
        svg,
        Math.max(first.elapsedNanos(), second.elapsedNanos()));
    assertTrue(
        bars.subList(0, codes).stream().mapToDouble(Bar::y).max().orElseThrow()
            < bars.subList(codes, 2 * codes).stream().mapToDouble(Bar::y).min().orElseThrow(),
        "the panels overlap");
  }

  private static void check(List<Bar> bars, Run run, Element svg, long longest) {
    double left = 28;
    double perNano = (number(svg, "width") - left - 36) / longest;
    var lanes = new TreeMap<Double, List<Bar>>();
    var codes = new HashSet<String>();
    for (Bar bar : bars) {
      assertTrue(codes.add(bar.cc), bar.cc + " is there twice");
      lanes.computeIfAbsent(bar.y, y -> new ArrayList<>()).add(bar);
      Span span = run.spans().stream().filter(s -> s.cc().equals(bar.cc)).findFirst().orElseThrow();
      assertEquals(left + span.started() * perNano, bar.start, 0.02, bar.title);
      assertEquals(left + span.ended() * perNano, bar.end, LEAST + 0.02, bar.title);
      assertTrue(bar.end <= left + run.elapsedNanos() * perNano + LEAST, bar.title);
      assertTrue(bar.y > 92 && bar.y < number(svg, "height") - 56, bar.title);
    }
    assertEquals(Runs.peak(run.spans()), lanes.size(), "lanes");
    lanes.forEach(
        (y, inLane) -> {
          inLane.sort(java.util.Comparator.comparing(Bar::start));
          for (int i = 1; i < inLane.size(); i++) {
            assertTrue(inLane.get(i - 1).end <= inLane.get(i).start + LEAST, "in lane " + y);
          }
        });
  }

  @Test
  void aLaneKeepsItsConnectionWhereItCan() {
    Lanes lanes =
        Lanes.of(
            List.of(
                Runs.span("AA", DownloadStatus.OK, 1, 0, 10),
                Runs.span("AB", DownloadStatus.OK, 2, 0, 12),
                Runs.span("AC", DownloadStatus.OK, 2, 12, 20),
                Runs.span("AD", DownloadStatus.OK, 1, 13, 21),
                Runs.span("AE", DownloadStatus.OK, 3, 20, 30)));

    assertEquals(List.of(0, 1, 1, 0, 1), lanes.placed().stream().map(Placed::lane).toList());
  }

  @Test
  void aBarTellsWhatItIsAndShowsTheFlag() throws Exception {
    Run run = Runs.regular("sequential", 1, 3, 500);
    Element svg = svg(Runs.comparison(run));

    assertEquals(
        "AB x\nstart 0.500 s, first byte 0.950 s\n0.500 s, 1234 bytes, connection 1",
        bars(svg).get(1).title);
    NodeList flags = svg.getElementsByTagName("image");
    assertEquals(1, flags.getLength());
    assertTrue(((Element) flags.item(0)).getAttribute("href").startsWith("data:image/gif;base64,"));
    assertEquals(0, svg.getElementsByTagName("script").getLength());
    String text = svg.getTextContent();
    for (String part :
        List.of(
            "flags compare",
            "3 codes from AA to AC, DELAY site: http://h/flags",
            "sequential",
            "1 connection",
            "1.50 s",
            "downloaded",
            "seconds since the start")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
    assertFalse(text.contains("not found"), "of what is not there");
  }

  @Test
  void theSpeedUpIsTold() throws Exception {
    String text =
        svg(Runs.comparison(
                Runs.regular("sequential", 1, 26, 500), Runs.regular("virtual", 26, 26, 500)))
            .getTextContent();

    assertTrue(text.contains("13.00 s"), text);
    assertTrue(text.contains("0.50 s, 26.0 times as fast"), text);
  }

  @Test
  void aPngShowsTheSame() throws Exception {
    var comparison =
        Runs.comparison(
            Runs.regular("sequential", 1, 26, 500), Runs.regular("virtual", 26, 26, 500));
    Element svg = svg(comparison);
    var image = ImageIO.read(new ByteArrayInputStream(draw(Chart.PNG, comparison)));

    assertEquals(2 * number(svg, "width"), image.getWidth());
    assertEquals(2 * number(svg, "height"), image.getHeight());
    var colors = new TreeMap<Integer, Integer>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.merge(image.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
      }
    }
    assertTrue(colors.get(0x8fc1e3) > 100_000, "no bars");
    assertTrue(colors.get(0x0072b2) > 1_000, "no ends of bars");
    assertTrue(colors.get(0x222222) > 500, "no text");
    for (Bar bar : bars(svg)) { // in its middle, right of its code
      int color = image.getRGB((int) (bar.start + bar.end), (int) (2 * bar.y + 4)) & 0xFFFFFF;
      assertEquals(0x8fc1e3, color, bar.cc);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "13.06, 2",
    "10, 1",
    "4.02, 0.5",
    "1, 0.1",
    "0.96, 0.1",
    "0.19, 0.02",
    "0.002, 0.0002",
  })
  void theAxisHasRoundMarks(double seconds, double step) {
    assertEquals(step, Timeline.step(seconds), 1e-9);
  }

  @Test
  void theEndOfTheNameDecidesTheFormat() throws Exception {
    assertEquals(Chart.SVG, Chart.of(Path.of("a.b.SVG")));
    assertEquals(Chart.PNG, Chart.of(Path.of("x.png")));
    var e = assertThrows(UsageException.class, () -> Chart.of(Path.of("x.gif")));
    assertEquals("FILE must end in .svg or .png (got 'x.gif')", e.getMessage());
  }

  @Test
  void theSvgIsTextInUtf8() throws Exception {
    String svg =
        new String(
            draw(Chart.SVG, Runs.comparison(Runs.regular("sequential", 1, 1, 5))),
            StandardCharsets.UTF_8);

    assertTrue(svg.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "), svg);
    assertTrue(svg.endsWith("</svg>\n"), svg);
  }
}

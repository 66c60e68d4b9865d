package flags.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flags.outcome.DownloadStatus;
import flags.outcome.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Properties that every picture has, whatever its runs. */
class TimelineTest {
  /** The minimum width of a bar, in pixels. */
  private static final double MIN_WIDTH = 0.61;

  private static Element svg(Comparison comparison) throws Exception {
    return svg(comparison, Map.of());
  }

  private static Element svg(Comparison comparison, Map<String, byte[]> flags) throws Exception {
    var file = new ByteArrayOutputStream();
    new Timeline(comparison, flags).writeTo(file);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(file.toByteArray()))
        .getDocumentElement();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
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
  void drawsEveryRequestAsABarInALaneOfItsRun(int codes, int connections) throws Exception {
    var random = new Random(codes * 1000L + connections);
    MeasuredRun first = SampleRuns.random("sequential", 1, codes, random);
    MeasuredRun second = SampleRuns.random("virtual", connections, codes, random);
    Element svg = svg(SampleRuns.comparison(first, second));

    List<Bar> bars = bars(svg);
    assertEquals(2 * codes, bars.size());
    checkPanel(
        bars.subList(0, codes), first, svg, Math.max(first.elapsedNanos(), second.elapsedNanos()));
    checkPanel(
        bars.subList(codes, 2 * codes),
        second,
        svg,
        Math.max(first.elapsedNanos(), second.elapsedNanos()));
    assertTrue(
        bars.subList(0, codes).stream().mapToDouble(Bar::y).max().orElseThrow()
            < bars.subList(codes, 2 * codes).stream().mapToDouble(Bar::y).min().orElseThrow(),
        "the panels overlap");
  }

  private static void checkPanel(List<Bar> bars, MeasuredRun run, Element svg, long longest) {
    double left = 28;
    double perNano = (number(svg, "width") - left - 36) / longest;
    var lanes = new TreeMap<Double, List<Bar>>();
    var codes = new HashSet<String>();
    for (Bar bar : bars) {
      assertTrue(codes.add(bar.cc), bar.cc + " is drawn twice");
      lanes.computeIfAbsent(bar.y, y -> new ArrayList<>()).add(bar);
      RequestTiming request =
          run.requests().stream().filter(s -> s.cc().equals(bar.cc)).findFirst().orElseThrow();
      assertEquals(left + request.started() * perNano, bar.start, 0.02, bar.title);
      assertEquals(left + request.ended() * perNano, bar.end, MIN_WIDTH + 0.02, bar.title);
      assertTrue(bar.end <= left + run.elapsedNanos() * perNano + MIN_WIDTH, bar.title);
      assertTrue(bar.y > 92 && bar.y < number(svg, "height") - 56, bar.title);
    }
    assertEquals(SampleRuns.peak(run.requests()), lanes.size(), "lanes");
    lanes.forEach(
        (y, inLane) -> {
          inLane.sort(java.util.Comparator.comparing(Bar::start));
          for (int i = 1; i < inLane.size(); i++) {
            assertTrue(
                inLane.get(i - 1).end <= inLane.get(i).start + MIN_WIDTH,
                "bars overlap in lane " + y);
          }
        });
  }

  @Test
  void keepsAConnectionInItsLaneIfPossible() {
    MeasuredRun run =
        SampleRuns.run(
            "virtual",
            2,
            30,
            List.of(
                SampleRuns.request("AA", DownloadStatus.OK, 1, 0, 10),
                SampleRuns.request("AB", DownloadStatus.OK, 2, 0, 12),
                SampleRuns.request("AC", DownloadStatus.OK, 2, 12, 20),
                SampleRuns.request("AD", DownloadStatus.OK, 1, 13, 21),
                SampleRuns.request("AE", DownloadStatus.OK, 3, 20, 30)));

    assertEquals(
        List.of(List.of("AA", "AD"), List.of("AB", "AC", "AE")),
        run.lanes().stream().map(lane -> lane.stream().map(RequestTiming::cc).toList()).toList());
  }

  @ParameterizedTest
  @CsvSource({"20, '2.00 s, 1.1 times as fast as sequential'", "21, 2.10 s"})
  void omitsASpeedUpThatRoundsToOne(int codes, String shown) throws Exception {
    Element svg =
        svg(
            SampleRuns.comparison(
                SampleRuns.regular("sequential", 1, 21, 100),
                SampleRuns.regular("virtual", 1, codes, 100)));

    assertEquals(
        shown,
        elements(svg, "text").stream()
            .map(Element::getTextContent)
            .filter(text -> text.matches("[0-9.]+ s.*"))
            .toList()
            .getLast());
  }

  @ParameterizedTest
  @CsvSource({"99, 99.00 ms, milliseconds", "100, 0.10 s, seconds"})
  void showsTimesBelowATenthOfASecondInMilliseconds(int millis, String shown, String unit)
      throws Exception {
    String text =
        svg(SampleRuns.comparison(SampleRuns.regular("virtual", 1, 1, millis))).getTextContent();

    assertTrue(text.contains(shown), text);
    assertTrue(text.contains(unit + " since the start"), text);
  }

  @Test
  void drawsAVisibleBarForAnInstantRequest() throws Exception {
    long instant = 500 * SampleRuns.MILLI;
    Element svg =
        svg(
            SampleRuns.comparison(
                SampleRuns.run(
                    "sequential",
                    1,
                    1000 * SampleRuns.MILLI,
                    List.of(SampleRuns.request("AA", DownloadStatus.OK, 1, instant, instant)))));

    for (Element part : elements(elements(svg, "g").getFirst(), "rect")) {
      assertTrue(number(part, "width") >= 0, "a width of " + part.getAttribute("width"));
    }
    Bar bar = bars(svg).getFirst();
    assertTrue(bar.end - bar.start >= MIN_WIDTH - 0.02, bar.toString());
  }

  /** The width of two letters in Helvetica, as a multiple of the font size. */
  private static final double TWO_LETTERS = 1.5;

  @ParameterizedTest
  @CsvSource({"1, 12", "7, 112", "26, 312", "30, 600"})
  void keepsCodesAndFlagsWithinTheirPartOfABar(int lanes, int codes) throws Exception {
    var random = new Random(lanes);
    var requests = new ArrayList<RequestTiming>();
    for (int i = 0; i < codes; i++) {
      long started = i / lanes * 1000L;
      long ended = started + 1 + random.nextInt(1000);
      long headers = started + (long) ((ended - started) * random.nextDouble());
      requests.add(
          new RequestTiming(
              SampleRuns.code(i),
              new Outcome(DownloadStatus.OK, "OK"),
              started * SampleRuns.MILLI,
              headers * SampleRuns.MILLI,
              ended * SampleRuns.MILLI,
              1 + i % lanes,
              200,
              1,
              true));
    }
    var flags = new TreeMap<String, byte[]>();
    requests.forEach(request -> flags.put(request.cc(), new byte[1]));
    MeasuredRun run =
        SampleRuns.run("virtual", lanes, codes / lanes * 1000 * SampleRuns.MILLI, requests);
    Element svg = svg(SampleRuns.comparison(run), flags);

    int onPale = 0;
    int onFull = 0;
    for (Element bar : elements(svg, "g")) {
      Element pale = elements(bar, "rect").get(0);
      double paleEnd = number(elements(bar, "rect").get(1), "x");
      double end = paleEnd + number(elements(bar, "rect").get(1), "width");
      for (Element code : elements(bar, "text")) {
        boolean isOnPale = number(code, "x") < paleEnd;
        double size = number(code, "font-size");
        double codeEnd = number(code, "x") + TWO_LETTERS * size;
        assertTrue(codeEnd <= (isOnPale ? paleEnd : end), code.getTextContent());
        assertTrue(size <= number(pale, "height"), "taller than its bar");
        assertEquals(isOnPale ? "#222222" : "#ffffff", code.getAttribute("fill"));
        onPale += isOnPale ? 1 : 0;
        onFull += isOnPale ? 0 : 1;
      }
      for (Element flag : elements(bar, "use")) {
        String[] place = flag.getAttribute("transform").split("[( )]+");
        double flagEnd = Double.parseDouble(place[1]) + 4 * Double.parseDouble(place[4]);
        assertTrue(flagEnd <= paleEnd, flag.getAttribute("transform"));
      }
    }
    assertTrue(onPale > 0 && onFull > 0, onPale + " and " + onFull);
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
  void choosesRoundAxisSteps(double seconds, double step) {
    assertEquals(step, Timeline.step(seconds), 1e-9);
  }
}

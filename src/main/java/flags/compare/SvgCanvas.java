package flags.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Draws a self-contained SVG picture. Coordinates are in pixels from the upper left corner, colours
 * have the form {@code #rrggbb}.
 */
final class SvgCanvas {

  /** The part of a text that is at its coordinates. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final Set<String> flags = new HashSet<>();

  SvgCanvas(int width, int height) {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("width", width, "height", height, "viewBox", "0 0 " + width + " " + height);
      attributes("font-family", "Helvetica, Arial, 'DejaVu Sans', sans-serif");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // never: it writes to memory
    }
  }

  private interface Writing {
    void to(XMLStreamWriter xml) throws XMLStreamException;
  }

  private void write(Writing writing) {
    try {
      writing.to(xml);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // never: it writes to memory
    }
  }

  private void attributes(Object... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      xml.writeAttribute(
          namesAndValues[i].toString(),
          value instanceof Double number ? number(number) : value.toString());
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Begins a group with a title, which viewers show as a tooltip. */
  void begin(String title) {
    write(
        xml -> {
          xml.writeCharacters("\n");
          xml.writeStartElement("g");
          xml.writeStartElement("title");
          xml.writeCharacters(title);
          xml.writeEndElement();
        });
  }

  /** Ends the current group. */
  void end() {
    write(XMLStreamWriter::writeEndElement);
  }

  void rectangle(double x, double y, double width, double height, String color) {
    write(
        xml -> {
          xml.writeEmptyElement("rect");
          attributes("x", x, "y", y, "width", width, "height", height, "fill", color);
        });
  }

  void line(double x1, double y1, double x2, double y2, String color) {
    line(x1, y1, x2, y2, color, null);
  }

  void dashed(double x1, double y1, double x2, double y2, String color) {
    line(x1, y1, x2, y2, color, "4 3");
  }

  private void line(double x1, double y1, double x2, double y2, String color, String dashes) {
    write(
        xml -> {
          xml.writeEmptyElement("line");
          attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", color);
          if (dashes != null) {
            attributes("stroke-width", 1.5, "stroke-dasharray", dashes);
          }
        });
  }

  /**
   * Writes a line of text.
   *
   * @param y the position of the baseline
   */
  void text(
      double x, double y, String text, double size, boolean bold, String color, Anchor anchor) {
    write(
        xml -> {
          xml.writeStartElement("text");
          attributes("x", x, "y", y, "font-size", size, "fill", color);
          if (bold) {
            attributes("font-weight", "bold");
          }
          if (anchor != Anchor.START) {
            attributes("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
          }
          xml.writeCharacters(text);
          xml.writeEndElement();
        });
  }

  /**
   * Draws a country's flag. The first call embeds the image, later calls refer to it.
   *
   * @param gif the image, the same in every call for a country
   */
  void flag(double x, double y, double width, double height, String cc, byte[] gif) {
    write(
        xml -> {
          if (flags.add(cc)) {
            xml.writeStartElement("defs");
            xml.writeEmptyElement("image");
            String image = "data:image/gif;base64," + Base64.getEncoder().encodeToString(gif);
            attributes("id", "flag-" + cc, "width", 4, "height", 3, "href", image);
            xml.writeEndElement();
          }
          xml.writeEmptyElement("use");
          String place = "translate(" + number(x) + " " + number(y) + ")";
          String size = "scale(" + number(width / 4) + " " + number(height / 3) + ")";
          attributes("href", "#flag-" + cc, "transform", place + " " + size);
        });
  }

  /** Completes the picture and writes it. */
  void write(OutputStream out) throws IOException {
    write(
        xml -> {
          xml.writeCharacters("\n");
          xml.writeEndDocument();
          xml.flush();
        });
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

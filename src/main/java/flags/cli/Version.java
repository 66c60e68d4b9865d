package flags.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this program and the Java that it runs on. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion(); // from the jar
    return new String[] {
      "flags " + (version == null ? "(not packaged)" : version),
      "Java %s (%s) in %s"
          .formatted(
              System.getProperty("java.version"),
              System.getProperty("java.vendor"),
              System.getProperty("java.home"))
    };
  }
}

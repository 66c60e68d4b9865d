package flags.cli;

import picocli.CommandLine.IVersionProvider;

/** Provides the versions of this program and of the Java that it runs on. */
final class Version implements IVersionProvider {

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

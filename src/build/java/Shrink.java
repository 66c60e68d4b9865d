import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import proguard.ClassPath;
import proguard.ClassPathEntry;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/**
 * Part of the build, not of the program: has ProGuard take out of the jar what the program does not
 * use, and optimize the rest.
 *
 * <p>Arguments: ProGuard's rules, the jar to read, the jar to write, the time to give its entries,
 * a folder to work in.
 */
class Shrink {
  /** What the classes of the jar need; ProGuard complains if one is missing here. */
  private static final List<String> MODULES =
      List.of("java.base", "java.management", "jdk.httpserver");

  private static final int JAVA_21 = 65;

  public static void main(String... args) throws Exception {
    var rules = Path.of(args[0]);
    var jar = Path.of(args[1]);
    var result = Path.of(args[2]);
    var time = LocalDateTime.ofInstant(Instant.parse(args[3]), ZoneOffset.UTC);
    var work = Path.of(args[4]);
    Path jdk = work.resolve("jdk.jar");
    Path shrunk = work.resolve("flags-shrunk.jar");

    writeJdk(jdk);
    var configuration = new Configuration();
    configuration.programJars = new ClassPath();
    configuration.programJars.add(new ClassPathEntry(jar.toFile(), false));
    configuration.programJars.add(new ClassPathEntry(shrunk.toFile(), true));
    configuration.libraryJars = new ClassPath();
    configuration.libraryJars.add(new ClassPathEntry(jdk.toFile(), false));
    try (var parser = new ConfigurationParser(rules.toFile(), System.getProperties())) {
      parser.parse(configuration);
    }
    new ProGuard(configuration).execute();
    verify(shrunk);
    setTime(shrunk, time, result);
  }

  /**
   * Writes the JDK's own classes to a jar: ProGuard cannot read the form that JDKs have them in.
   */
  private static void writeJdk(Path jdk) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    try (OutputStream file = Files.newOutputStream(jdk);
        var zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (String name : MODULES) {
        Path module = modules.resolve(name);
        List<Path> classes;
        try (Stream<Path> files = Files.walk(module)) {
          classes = files.filter(f -> f.toString().endsWith(".class")).toList();
        }
        for (Path path : classes) {
          if (!path.endsWith("module-info.class")) {
            byte[] bytes = Files.readAllBytes(path);
            // ProGuard reads no class files newer than itself; of these it reads the declarations.
            bytes[7] = JAVA_21;
            zip.putNextEntry(new ZipEntry(module.relativize(path).toString()));
            zip.write(bytes);
          }
        }
      }
    }
  }

  /** Fails if the JVM would reject a class: an optimizer can err. */
  private static void verify(Path shrunk) throws IOException, ClassNotFoundException {
    try (var jar = new JarFile(shrunk.toFile());
        var loader =
            new URLClassLoader(
                new URL[] {shrunk.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : jar.stream().map(ZipEntry::getName).toList()) {
        if (name.endsWith(".class")) {
          try {
            String className = name.replace('/', '.').replaceFirst("\\.class$", "");
            Class.forName(className, false, loader).getDeclaredMethods(); // which verifies
          } catch (NoClassDefFoundError e) {
            if (!e.getMessage().startsWith("org/jline/")) { // which the progress bar does without
              throw e;
            }
          }
        }
      }
    }
  }

  /** Copies a jar with a time of its own for all entries, which ProGuard gives the current one. */
  private static void setTime(Path from, LocalDateTime time, Path to) throws IOException {
    try (var jar = new JarFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        var zip = new ZipOutputStream(file)) {
      for (ZipEntry old : jar.stream().toList()) {
        var entry = new ZipEntry(old.getName());
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        try (InputStream bytes = jar.getInputStream(old)) {
          bytes.transferTo(zip);
        }
      }
    }
  }
}

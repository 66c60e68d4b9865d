import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
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
 * Part of the build, not of the program: has ProGuard remove unused code from the jar and optimize
 * the rest, and makes the launcher, a script with the jar appended.
 *
 * <p>Arguments: the jar to read, and the timestamp of the entries of {@code flags.jar}. Writes
 * {@code flags.jar} and the launcher {@code flags} to the current folder.
 */
class Shrink {
  /** The modules that the classes of the jar need; ProGuard complains if one is missing here. */
  private static final List<String> MODULES =
      List.of("java.base", "java.management", "jdk.management", "java.xml", "jdk.httpserver");

  private static final int JAVA_21 = 65;

  private static final String SCRIPT = "flags.sh";

  /**
   * The entries to keep. The others are the libraries' files for tools, and OkHttp's list of sites
   * that may share cookies.
   */
  private static final Pattern USED = Pattern.compile(".*\\.(class|gif|txt|sh|MF)");

  /**
   * The prefix of the classes that are copied as compiled, because they must start on an old Java.
   */
  private static final String FOR_OLD_JAVA = "flags/launch/Launcher";

  public static void main(String... args) throws Exception {
    var jar = Path.of(args[0]);
    var time = LocalDateTime.ofInstant(Instant.parse(args[1]), ZoneOffset.UTC);
    var rules = Path.of("src/build/flags.pro");
    Path jdk = jar.resolveSibling("jdk.jar");
    Path shrunk = jar.resolveSibling("flags-shrunk.jar");

    System.out.println("Making flags.jar and flags ...");
    requireAsRead(rules, jar);
    writeJdk(jdk);
    silently(() -> shrink(rules, jar, jdk, shrunk));
    verify(shrunk);
    Path part = jar.resolveSibling("flags.part");
    write(shrunk, jar, time, part, Path.of("flags.jar"), Path.of("flags"));
  }

  /** Fails if a class has changed since the rule for it was written. */
  private static void requireAsRead(Path rules, Path unshrunk)
      throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var jar = new JarFile(unshrunk.toFile())) {
      for (String line : Files.readAllLines(rules)) {
        if (line.startsWith("#@ ")) {
          String[] words = line.split(" ");
          if (jar.getEntry(words[1]) == null) {
            throw new IOException(words[1] + ", for which " + rules + " has a rule, is gone");
          }
          byte[] bytes = bytes(jar, jar.getEntry(words[1]));
          String hash = HexFormat.of().formatHex(digest.digest(bytes));
          if (!hash.equals(words[2])) {
            throw new IOException(
                words[1]
                    + " has changed: see whether the rule in "
                    + rules
                    + " still fits "
                    + hash);
          }
        }
      }
    }
  }

  private static void shrink(Path rules, Path jar, Path jdk, Path shrunk) throws Exception {
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
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Runs ProGuard, and shows its output only if it fails. */
  private static void silently(Work work) throws Exception {
    PrintStream out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true));
    try {
      work.run();
    } catch (Exception e) {
      printed.writeTo(out);
      throw e;
    } finally {
      System.setOut(out);
    }
  }

  /**
   * Writes the JDK's own classes to a jar: ProGuard cannot read the format in which JDKs store
   * them.
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
            // ProGuard rejects class files newer than itself. Of these, it only reads the
            // declarations.
            bytes[7] = JAVA_21;
            zip.putNextEntry(new ZipEntry(module.relativize(path).toString()));
            zip.write(bytes);
          }
        }
      }
    }
  }

  /**
   * Fails if the JVM would reject a class, which a bug in the optimizer can cause, or would not
   * cache it.
   */
  private static void verify(Path shrunk) throws IOException, ClassNotFoundException {
    try (var jar = new JarFile(shrunk.toFile());
        var loader =
            new URLClassLoader(
                new URL[] {shrunk.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : jar.stream().map(ZipEntry::getName).toList()) {
        if (name.endsWith(".class")) {
          try {
            String className = name.replace('/', '.').replaceFirst("\\.class$", "");
            Class.forName(className, false, loader).getDeclaredMethods(); // verifies it
            if (bytes(jar, jar.getEntry(name))[7] != JAVA_21) {
              throw new IOException(name + " is not of Java 21, so caches of classes leave it out");
            }
          } catch (NoClassDefFoundError e) {
            if (!e.getMessage().startsWith("org/jline/")) { // not needed by the progress bar
              throw e;
            }
          }
        }
      }
    }
  }

  /**
   * Returns an identifier of the contents of a jar: a hash of the names and the bytes of all
   * entries.
   */
  private static String hash(JarFile jar) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (ZipEntry entry : jar.stream().toList()) {
      digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
      digest.update(bytes(jar, entry));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream file = jar.getInputStream(jar.getEntry(entry.getName()))) {
      byte[] bytes = file.readAllBytes();
      if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
        return bytes;
      }
      // Without the lines about the Java that runs Maven, so that the jar does not depend on it.
      String manifest = new String(bytes, StandardCharsets.UTF_8);
      return manifest.replaceAll("(?m)^Build-.*\\R", "").getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes the jar and the launcher, which is the script in the jar with the jar appended. Gives
   * all entries the same time, because ProGuard uses the current one.
   */
  private static void write(
      Path shrunk, Path unshrunk, LocalDateTime time, Path part, Path result, Path launcher)
      throws IOException, NoSuchAlgorithmException {
    try (var jar = new JarFile(shrunk.toFile());
        var original = new JarFile(unshrunk.toFile())) {
      byte[] script =
          new String(bytes(jar, jar.getEntry(SCRIPT)), StandardCharsets.UTF_8)
              .replace("@BUILD@", hash(jar))
              .getBytes(StandardCharsets.UTF_8);
      try (OutputStream file = Files.newOutputStream(part);
          var zip = new ZipOutputStream(file)) {
        for (ZipEntry old : jar.stream().toList()) {
          if (!USED.matcher(old.getName()).matches()) {
            continue;
          }
          var entry = new ZipEntry(old.getName());
          entry.setTimeLocal(time);
          zip.putNextEntry(entry);
          zip.write(
              old.getName().equals(SCRIPT)
                  ? script
                  : bytes(old.getName().startsWith(FOR_OLD_JAVA) ? original : jar, old));
        }
      }
      move(part, result);
      try (OutputStream file = Files.newOutputStream(part)) {
        file.write(script);
        Files.copy(result, file);
      }
      part.toFile().setExecutable(true, false);
      move(part, launcher);
    }
  }

  /** Moves a file atomically, so that a JVM that runs from the old file keeps that. */
  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}

package flags;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependencies between packages and classes, which go one way. */
class PackageDependenciesTest {
  /** Each package with the packages it may use. */
  private static final Map<String, Set<String>> ALLOWED =
      """
      launch: flags download server
      flags: demo cli compare download http process messages
      demo: cli download server process messages
      cli: compare download server process messages
      compare: download server http files process messages
      download: server http files process messages
      server: files process messages
      http: messages
      files: messages
      process:
      messages:
      """
          .lines()
          .map(line -> line.split(":"))
          .collect(toMap(parts -> name(parts[0]), PackageDependenciesTest::names));

  private static String name(String word) {
    return word.equals("flags") ? word : "flags." + word;
  }

  private static Set<String> names(String... parts) {
    return Stream.of(parts)
        .skip(1)
        .flatMap(words -> Stream.of(words.strip().split(" ")))
        .map(PackageDependenciesTest::name)
        .collect(toSet());
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("flags");

  @Test
  void packagesUseOnlyAllowedPackages() {
    ALLOWED.forEach(
        (name, allowed) -> {
          var others = new TreeSet<>(ALLOWED.keySet());
          others.removeAll(allowed);
          others.remove(name);
          noClasses()
              .that()
              .resideInAPackage(name)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others.toArray(String[]::new))
              .check(CLASSES);
        });
  }

  /** So that each package can be read from the top: callers first, then the classes they use. */
  @Test
  void topLevelClassesHaveNoCyclicDependencies() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(topLevel(type).getName());
              }

              @Override
              public String getDescription() {
                return "every top-level class";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(PackageDependenciesTest::topLevel).orElse(type);
  }

  @Test
  void everyPackageIsListed() {
    var packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals("flags.nologging")) // only the jar uses it
            .collect(toSet());

    assertEquals(ALLOWED.keySet(), packages);
  }
}

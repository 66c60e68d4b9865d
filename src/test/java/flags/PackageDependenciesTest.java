package flags;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dependencies between packages and classes, which go one way. */
class PackageDependenciesTest {
  /** Each package with the packages it may use. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          entry("flags.launch", List.of("flags", "flags.settings", "flags.server", "flags.files")),
          entry(
              "flags",
              List.of(
                  "flags.cli",
                  "flags.compare",
                  "flags.demo",
                  "flags.settings",
                  "flags.process",
                  "flags.server",
                  "flags.files",
                  "flags.http",
                  "flags.outcome",
                  "flags.messages")),
          entry(
              "flags.cli",
              List.of("flags.settings", "flags.process", "flags.server", "flags.messages")),
          entry(
              "flags.compare",
              List.of(
                  "flags.settings",
                  "flags.process",
                  "flags.server",
                  "flags.files",
                  "flags.http",
                  "flags.outcome",
                  "flags.messages")),
          entry("flags.demo", List.of("flags.messages")),
          entry("flags.settings", List.of("flags.server", "flags.messages")),
          entry("flags.process", List.of()),
          entry("flags.server", List.of("flags.process", "flags.files", "flags.messages")),
          entry("flags.files", List.of("flags.messages")),
          entry("flags.http", List.of("flags.outcome", "flags.messages")),
          entry("flags.outcome", List.of("flags.messages")),
          entry("flags.messages", List.of()));

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
            .collect(Collectors.toSet());

    assertEquals(ALLOWED.keySet(), packages);
  }
}

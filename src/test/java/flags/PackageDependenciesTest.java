package flags;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which: imports run one way. */
class PackageDependenciesTest {
  /** Each with those below it that it uses; what is not named, it must not. */
  private static final Map<String, List<String>> ROOMS =
      Map.ofEntries(
          entry("flags.launch", List.of("flags", "flags.server", "flags.files")),
          entry(
              "flags",
              List.of(
                  "flags.cli",
                  "flags.compare",
                  "flags.demo",
                  "flags.process",
                  "flags.server",
                  "flags.files",
                  "flags.http",
                  "flags.outcome",
                  "flags.errors")),
          entry("flags.cli", List.of("flags.process", "flags.server", "flags.errors")),
          entry("flags.compare", List.of("flags.http", "flags.outcome", "flags.errors")),
          entry("flags.demo", List.of()),
          entry("flags.process", List.of()),
          entry("flags.server", List.of("flags.files", "flags.errors")),
          entry("flags.files", List.of("flags.errors")),
          entry("flags.http", List.of("flags.outcome", "flags.errors")),
          entry("flags.outcome", List.of("flags.errors")),
          entry("flags.errors", List.of()));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("flags");

  @Test
  void everyRoomUsesThoseBelowItAlone() {
    ROOMS.forEach(
        (room, below) -> {
          var others = new TreeSet<>(ROOMS.keySet());
          others.removeAll(below);
          others.remove(room);
          noClasses()
              .that()
              .resideInAPackage(room)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others.toArray(String[]::new))
              .check(CLASSES);
        });
  }

  @Test
  void everyClassHasItsRoom() {
    var packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals("flags.nologging")) // for the jar alone
            .collect(Collectors.toSet());

    assertEquals(ROOMS.keySet(), packages);
  }
}

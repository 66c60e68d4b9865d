package flags;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
class RoomsTest {
  /** Each with those below it that it uses; what is not named, it must not. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "flags.launch", List.of("flags", "flags.server"),
          "flags",
              List.of(
                  "flags.cli",
                  "flags.compare",
                  "flags.process",
                  "flags.server",
                  "flags.files",
                  "flags.http",
                  "flags.outcome",
                  "flags.errors"),
          "flags.cli", List.of("flags.server", "flags.errors"),
          "flags.compare", List.of("flags.http", "flags.outcome", "flags.errors"),
          "flags.process", List.of(),
          "flags.server", List.of("flags.errors"),
          "flags.files", List.of("flags.errors"),
          "flags.http", List.of("flags.outcome", "flags.errors"),
          "flags.outcome", List.of("flags.errors"),
          "flags.errors", List.of());

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

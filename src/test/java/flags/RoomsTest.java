package flags;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may use which: a room uses those below it, and none uses itself by a detour. */
class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("flags");

  @Test
  void importsRunOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("launch")
        .definedBy("flags.launch")
        .layer("chapter")
        .definedBy("flags")
        .layer("cli")
        .definedBy("flags.cli")
        .layer("process")
        .definedBy("flags.process")
        .layer("server")
        .definedBy("flags.server")
        .layer("files")
        .definedBy("flags.files")
        .layer("http")
        .definedBy("flags.http")
        .layer("errors")
        .definedBy("flags.errors")
        .whereLayer("launch")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("chapter")
        .mayOnlyBeAccessedByLayers("launch")
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("chapter")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("chapter")
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("launch", "chapter", "cli")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("chapter")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("chapter")
        .whereLayer("errors")
        .mayOnlyBeAccessedByLayers("chapter", "cli", "server", "files", "http")
        .ensureAllClassesAreContainedInArchitectureIgnoring("flags.nologging")
        .check(CLASSES);
  }

  @Test
  void thereAreNoCircles() {
    slices().matching("flags.(*)").should().beFreeOfCycles().check(CLASSES);
  }
}

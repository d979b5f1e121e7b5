package dev.ninc.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The work knows nothing of Maven, and of the compiler no more than its facade gives. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ninc.maven");

  @Test
  void onlyGoalsKnowOfMaven() {
    assertThat(CLASSES).isNotEmpty();
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Mojo")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.maven..")
        .check(CLASSES);
  }

  @Test
  void theInsidesOfStagesAreNotImported() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ninc.compiler.syntax..",
            "dev.ninc.compiler.ast..",
            "dev.ninc.compiler.lower..",
            "dev.ninc.compiler.pass..",
            "dev.ninc.compiler.interp..",
            "dev.ninc.compiler.emit.java..",
            "dev.ninc.compiler.emit.model..",
            "dev.ninc.compiler.emit.opencl..",
            "dev.ninc.compiler.interchange..")
        .check(CLASSES);
  }
}

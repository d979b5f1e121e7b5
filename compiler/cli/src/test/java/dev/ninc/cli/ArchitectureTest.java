package dev.ninc.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line looks at what the compiler's stages result in, not at how they work. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ninc.cli");

  @Test
  void theInsidesOfStagesAreNotImported() {
    assertThat(CLASSES).isNotEmpty();
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ninc.compiler.syntax..",
            "dev.ninc.compiler.ast..",
            "dev.ninc.compiler.lower..",
            "dev.ninc.compiler.emit.java..",
            "dev.ninc.compiler.emit.model..",
            "dev.ninc.compiler.emit.opencl..",
            "org.jocl..",
            "dev.ninc.grammar..",
            "org.antlr..",
            "com.palantir..",
            "com.google.protobuf..")
        .check(CLASSES);
  }
}

package dev.ninc.runtime.opencl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Another way to call OpenCL may take JOCL's place without anyone noticing. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ninc.runtime.opencl");

  private static final DescribedPredicate<JavaClass> JOCL =
      DescribedPredicate.describe(
          "see JOCL", c -> c.getName().startsWith("dev.ninc.runtime.opencl.Jocl"));

  @Test
  void needsJavaTheRuntimeAndJocl() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.io",
            "java.lang..",
            "java.nio..",
            "java.security",
            "java.util..",
            "dev.ninc.runtime",
            "dev.ninc.runtime.opencl",
            "org.jocl")
        .check(CLASSES);
  }

  @Test
  void twoClassesSeeJocl() {
    noClasses()
        .that(DescribedPredicate.not(JOCL))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jocl")
        .check(CLASSES);
    assertThat(CLASSES.that(JOCL)).hasSizeGreaterThan(1);
  }
}

package dev.ninc.compiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One package is one stage, and imports point one way. */
class ArchitectureTest {

  private static final String ROOT = "dev.ninc.compiler";

  /** A line of the table of packages, but for the facade and the command line. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| (`[a-z.]+`(?:, `[a-z.]+`)*) \\| [^|]* \\| ?([a-z. ,]*) ?\\|$");

  /** What each package may import of the others, and of the runtime: the table of the document. */
  private static final Map<String, List<String>> TABLE = table();

  /** Libraries that one package alone may see; an empty name stands for none. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "org.antlr..", "syntax",
          "dev.ninc.grammar..", "syntax",
          "com.palantir..", "emit..",
          "com.google.protobuf..", "interchange..",
          "info.picocli..", "",
          "picocli..", "");

  private static final String[] JAVA_BASE = {
    "java.io..", "java.lang..", "java.nio..", "java.util..", "dev.ninc.runtime.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> importsPointOneWay() {
    return packages().stream()
        .filter(p -> !p.isEmpty())
        .map(p -> DynamicTest.dynamicTest(p, () -> importsOnly(p, TABLE.get(p))));
  }

  private static void importsOnly(String name, List<String> allowed) {
    assertThat(allowed).as("the line of package " + name + " in ARCHITECTURE.md").isNotNull();
    Map<String, String> imports = new TreeMap<>();
    for (JavaClass origin : CLASSES.that(resideInAPackage(full(name)))) {
      origin.getDirectDependenciesFromSelf().stream()
          .filter(d -> d.getTargetClass().getPackageName().startsWith("dev.ninc."))
          .filter(d -> !d.getTargetClass().getPackageName().startsWith("dev.ninc.grammar"))
          .filter(d -> !d.getTargetClass().getPackageName().equals(full(name)))
          .forEach(d -> imports.put(d.getTargetClass().getPackageName(), d.getDescription()));
    }
    Set<String> permitted =
        allowed.stream()
            .map(p -> p.equals("runtime") ? "dev.ninc.runtime" : full(p))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(imports.keySet())
        .as("imports of %s, and those of its line in ARCHITECTURE.md; found: %s", name, imports)
        .isEqualTo(permitted);
  }

  @Test
  void eachLineOfTheTableHasItsPackage() {
    assertThat(packages()).containsAll(TABLE.keySet());
  }

  /** Lines such as <code>| `plan`, `plan.java` | … | source ir |</code>. */
  private static Map<String, List<String>> table() {
    Map<String, List<String>> table = new TreeMap<>();
    Matcher line = LINE.matcher(document());
    while (line.find()) {
      List<String> imports =
          Stream.of(line.group(2).split("[ ,]+")).filter(i -> !i.isEmpty()).toList();
      Matcher name = Pattern.compile("`([a-z.]+)`").matcher(line.group(1));
      while (name.find()) {
        table.put(name.group(1), imports);
      }
    }
    return table;
  }

  private static String document() {
    try {
      return Files.readString(Path.of("ARCHITECTURE.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirPackage() {
    return LIBRARIES.entrySet().stream()
        .map(
            library ->
                DynamicTest.dynamicTest(
                    library.getKey(),
                    () ->
                        noClasses()
                            .that(resideInAnyPackage(ROOT + ".."))
                            .and(DescribedPredicate.not(resideInAPackage(full(library.getValue()))))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(library.getKey())
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  /**
   * It has no dependency, so it may be copied into any application; and java.base is enough for all
   * of it but the reader of pictures.
   */
  @Test
  void theRuntimeNeedsNothingButJava() {
    JavaClasses runtime =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ninc.runtime")
            .that(resideInAPackage("dev.ninc.runtime")); // the one for OpenCL has a test of its own
    classes()
        .that()
        .doNotHaveSimpleName("Images")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA_BASE)
        .check(runtime);
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.imageio..", "dev.ninc.runtime")
        .check(runtime);
  }

  /** Otherwise the tests above would test nothing. */
  @Test
  void classesWereFound() {
    assertThat(packages()).contains("syntax", "lower", "ir", "diag");
  }

  private static Set<String> packages() {
    return CLASSES.stream()
        .map(JavaClass::getPackage)
        .map(JavaPackage::getName)
        .map(n -> n.equals(ROOT) ? "" : n.substring(ROOT.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String full(String name) {
    return name.isEmpty() ? "no.such.package" : ROOT + "." + name;
  }
}

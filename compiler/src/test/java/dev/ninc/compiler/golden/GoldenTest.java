package dev.ninc.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ninc.compiler.diag.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole results, kept as files. One folder is one case; the files that are there choose the checks,
 * so an empty {@code expected.diag} and {@code -Dgolden=update} make a new one.
 */
class GoldenTest {

  /** All kinds of expected files. */
  private static final List<Expectation> KINDS =
      List.of(
          new ExpectedDiagnostics(),
          new ExpectedGraphs(),
          new ExpectedPlans(),
          new ExpectedSources());

  private static final Path CASES = Path.of("src", "test", "resources", "golden");
  private static final String ACCEPT =
      "mvn -B -pl compiler -am test -Dtest=GoldenTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden=update";
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : list(CASES)) {
      for (Path file : list(folder)) {
        String name = folder.getFileName() + "/" + file.getFileName();
        if (!Case.isInput(file.getFileName().toString())) {
          tests.add(DynamicTest.dynamicTest(name, () -> check(folder, file)));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void eachCaseHasAnInputAndAnExpectation() throws IOException {
    assertThat(list(CASES)).isNotEmpty();
    for (Path folder : list(CASES)) {
      List<String> files = list(folder).stream().map(f -> f.getFileName().toString()).toList();
      assertThat(files).as(folder.toString()).contains(Case.INPUT);
      assertThat(files.stream().filter(f -> !Case.isInput(f)))
          .as("expected files in " + folder)
          .isNotEmpty();
    }
  }

  /** Weights and imports are not texts: their mistakes have tests of their own. */
  @Test
  void eachCodeOfATextHasACase() throws IOException {
    Pattern code = Pattern.compile("\\[(NIN\\d{4})]");
    Set<String> seen = new TreeSet<>();
    for (Path folder : list(CASES)) {
      Path file = folder.resolve("expected.diag");
      Matcher matcher = code.matcher(Files.exists(file) ? Files.readString(file) : "");
      while (matcher.find()) {
        seen.add(matcher.group(1));
      }
    }
    Set<String> needed = new TreeSet<>();
    Arrays.stream(Code.values())
        .map(Code::name)
        .filter(c -> c.compareTo("NIN04") < 0)
        .forEach(needed::add);
    needed.removeAll(seen);
    assertThat(needed).as("codes without a case in " + CASES).isEmpty();
  }

  private static void check(Path folder, Path file) throws IOException {
    String name = file.getFileName().toString();
    Expectation kind =
        KINDS.stream()
            .filter(k -> k.covers(name))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("Nothing reads " + file + ": rename it or delete it."));
    String actual = kind.actual(Case.load(folder), name);
    String expected = Files.readString(file);
    if (UPDATE) {
      update(file, expected, actual);
    } else {
      assertThat(actual)
          .as("%s is not what is produced. To accept the new one, run: %s", file, ACCEPT)
          .isEqualTo(expected);
    }
  }

  private static void update(Path file, String expected, String actual) throws IOException {
    if ("true".equals(System.getenv("CI"))) {
      fail("-Dgolden=update is refused where CI=true: run it on your machine and commit " + file);
    }
    if (!actual.equals(expected)) {
      Files.writeString(file, actual);
      fail("Wrote " + file + ": look at it, then run the tests again without -Dgolden=update.");
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}

package dev.ninc.compiler.steady;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of generated classes when they have run for a while: C2 has compiled all that is
 * called often, and a run allocates nothing, which also means that no vector is an object.
 */
class SteadyStateTest {

  private static final String CLASSES = "model.Patient";

  /** What a process said. */
  private record Said(List<String> log, String findings) {}

  @TempDir static Path folder;
  private static final Map<String, Said> SAID = new LinkedHashMap<>();

  /** The two run one after the other: each needs a core to run and one to compile. */
  @BeforeAll
  static void run() throws IOException, InterruptedException {
    for (String backend : List.of("scalar", "vector")) {
      Path log = folder.resolve(backend + ".log");
      Path findings = folder.resolve(backend + ".txt");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+PrintCompilation", "-XX:+UnlockDiagnosticVMOptions"));
      command.add("-XX:CompileCommand=PrintInlining," + CLASSES + "*::*");
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
      command.add("-Dninc.backend=" + backend);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(Patient.class.getName());
      Process java =
          new ProcessBuilder(command)
              .redirectOutput(log.toFile())
              .redirectError(findings.toFile())
              .start();
      assertThat(java.waitFor()).as(() -> text(findings)).isZero();
      SAID.put(backend, new Said(Files.readAllLines(log), Files.readString(findings)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void whatIsCalledOftenIsCompiledByC2(String backend) {
    CompilationLog log = CompilationLog.of(SAID.get(backend).log(), CLASSES);
    assertThat(log.hot()).as("methods that were called often").hasSizeGreaterThan(20);
    assertThat(log.left())
        .as(
            "Generated methods that are called often and are not C2's in the end. `made not entrant`"
                + " again and again: a branch or a type that changes; look at it with -XX:+LogCompilation."
                + " `COMPILE SKIPPED`, or nothing above level 3: the method is too long or has too many"
                + " values alive; write out less of it")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void nothingIsAllocated(String backend) {
    assertThat(SAID.get(backend).findings())
        .as(
            "Bytes that a run allocates for ever. In vector kernels these are vectors that C2 keeps"
                + " as objects: one lives in a field or an array, or goes into a call that is not inlined")
        .contains("backend: " + backend)
        .contains("bytes of one image: 0\n", "bytes of a batch: 0\n");
  }

  @Test
  void allKindsOfKernelsRun() {
    Harness harness = new Harness(Patient.TEXT, Patient.OPTIONS);
    Set<Class<?>> present = new HashSet<>();
    harness.plan(Machine.VECTOR.get(0)).run().forEach(s -> present.add(s.kernel().getClass()));
    assertThat(present)
        .as(
            "the kernels that the network of this test has: add a layer for the one that is missing")
        .containsAll(kinds(JavaKernel.class).toList());
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(SteadyStateTest::kinds)
        : Stream.of(kind);
  }

  @Test
  void logsAreRead() {
    List<String> lines =
        """
            100   11       3       model.Net::conv1 (52 bytes)
            101   12 %     4       model.Net::conv1 @ 9 (52 bytes)
            102   13       3       model.Net::conv2 (52 bytes)
            103   14       3       model.Net::tile (8 bytes)
            104   15   !   4       model.Net::conv2 (52 bytes)
                                      @ 12   model.Net::tile (8 bytes)   inline (hot)
                                    | @ 3   model.Net::out (9 bytes)   too big
            105   13       3       model.Net::conv2 (52 bytes)   made not entrant
            106   16       3       model.Net::pool (9 bytes)
            107   17       4       model.Net::pool (9 bytes)
            108   17       4       model.Net::pool (9 bytes)   made not entrant
            109   18       3       java.lang.String::hashCode (60 bytes)
            110   19       1       model.Net::isVector (2 bytes)
            111   20     n 0       java.lang.invoke.MethodHandle::linkToStatic (native)   (static)
        """
            .lines()
            .toList();
    CompilationLog log = CompilationLog.of(lines, "model.Net");
    assertThat(log.hot())
        .containsExactly(
            "model.Net::conv1",
            "model.Net::conv2",
            "model.Net::isVector",
            "model.Net::pool",
            "model.Net::tile");
    assertThat(log.left())
        .containsExactly(
            "model.Net::conv1: level 3; loop at level 4",
            "model.Net::pool: level 3; level 4; level 4 made not entrant");
  }
}

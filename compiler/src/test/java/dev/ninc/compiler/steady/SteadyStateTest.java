package dev.ninc.compiler.steady;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** What a process left behind: its log of compilations, and what it found. */
  private record Said(CompilationLog log, String findings) {}

  @TempDir static Path folder;
  private static final Map<String, Said> SAID = new LinkedHashMap<>();

  /** The two run one after the other: each needs a core to run and one to compile. */
  @BeforeAll
  static void run() throws IOException, InterruptedException {
    for (String backend : List.of("scalar", "vector")) {
      Path log = folder.resolve(backend + ".log");
      Path findings = folder.resolve(backend + ".txt");
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UnlockDiagnosticVMOptions",
                  "-XX:+LogCompilation",
                  "-XX:LogFile=" + log,
                  "-XX:CompileCommand=quiet",
                  "-XX:CompileCommand=log," + CLASSES + "*::*",
                  "--add-modules",
                  "jdk.incubator.vector",
                  "-Dninc.backend=" + backend,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Patient.class.getName())
              .redirectErrorStream(true)
              .redirectOutput(findings.toFile())
              .start();
      assertThat(java.waitFor()).as(() -> text(findings)).isZero();
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        SAID.put(backend, new Said(CompilationLog.of(lines::iterator, CLASSES), text(findings)));
      }
      Files.delete(log); // some tens of megabytes
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
    CompilationLog log = SAID.get(backend).log();
    assertThat(log.hot()).as("methods that were called often").hasSizeGreaterThan(50);
    assertThat(log.left())
        .as(
            "Generated methods that are called often and are not C2's in the end. `made not"
                + " entrant` at level 4, and nothing after it: a branch or a type that changes."
                + " `C2 gave up`, or level 3 alone: the method is too long, or has too many values"
                + " alive at one time: write out less of it")
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
        .contains("batch 1, threads 1: 0 bytes", "batch 5, threads 1: 0 bytes")
        .contains("batch 1, threads 2: 0 bytes", "batch 5, threads 2: 0 bytes");
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
    String text =
        """
        <nmethod compile_id='11' compiler='c1' level='3' size='8' method='model.Net conv1 ([F)V'/>
        <nmethod compile_id='12' compile_kind='osr' level='4' method='model.Net conv1 ([F)V'/>
        <nmethod compile_id='13' compiler='c1' level='3' method='model.Net conv2 (I)V' count='7'/>
        <make_not_entrant thread='3' compile_id='13' level='3'/>
        <nmethod compile_id='14' compiler='c1' level='2' method='model.Net tile ([F)V'/>
        <nmethod compile_id='15' compiler='c2' level='4' method='model.Net conv2 (I)V'/>
        <nmethod compile_id='16' compiler='c1' level='3' method='model.Net pool ()V'/>
        <nmethod compile_id='17' compiler='c2' level='4' method='model.Net pool ()V'/>
        <make_not_entrant thread='3' reason='uncommon trap' compile_id='17' level='4'/>
        <nmethod compile_id='18' compiler='c1' level='1' method='model.Net isVector ()Z'/>
        <nmethod compile_id='19' compiler='c1' level='3' method='java.lang.String length ()I'/>
        <nmethod compile_id='20' compiler='c1' level='3' method='model.Net window ()V'/>
        <task compile_id='15' method='model.Net conv2 (I)V' bytes='52'>
        <klass id='1' name='model.Net'/>
        <method id='2' holder='1' name='tile' return='9'/>
        <method id='3' holder='1' name='window' return='9'/>
        <call method='3'/><inline_fail reason='too big'/>
        <parse method='2' uses='9'>
        </task>
        <task compile_id='21' method='model.Net window ()V'>
        <failure reason='out of nodes' phase='parse'/>
        </task>
        """;
    CompilationLog log = CompilationLog.of(text.lines().toList(), "model.Net");
    assertThat(log.hot())
        .containsExactly(
            "model.Net::conv1",
            "model.Net::conv2",
            "model.Net::isVector",
            "model.Net::pool",
            "model.Net::tile",
            "model.Net::window");
    assertThat(log.left())
        .containsExactly(
            "model.Net::conv1: level 3, a loop at level 4",
            "model.Net::pool: level 3, level 4 made not entrant (uncommon trap)",
            "model.Net::window: level 3, C2 gave up: out of nodes");
  }
}

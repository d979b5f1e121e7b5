package dev.ninc.compiler.steady;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Runs after which C2 has been asked for each method of each step, by HotSpot's thresholds. */
  private static final int RUNS = 8_000;

  /** Runs after which helpers have come, and made what they make once. */
  private static final int RUNS_OF_TWO = 200;

  @TempDir static Path folder;
  private static final Map<String, CompilationLog> LOGS = new LinkedHashMap<>();
  private static final Map<String, String> FINDINGS = new LinkedHashMap<>();

  /** One after the other: each needs a core to run and one to compile. */
  @BeforeAll
  static void run() throws IOException, InterruptedException {
    for (String backend : List.of("scalar", "vector")) {
      Path log = folder.resolve(backend + ".log");
      List<String> logging =
          List.of(
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:+LogCompilation",
              "-XX:LogFile=" + log,
              "-XX:CompileCommand=quiet",
              "-XX:CompileCommand=log," + CLASSES + "*::*");
      FINDINGS.put(backend, run(backend, 1, RUNS, logging));
      try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
        LOGS.put(backend, CompilationLog.of(lines::iterator, CLASSES));
      }
      Files.delete(log); // some tens of megabytes
    }
    FINDINGS.put("vector, two threads", run("vector", 2, RUNS_OF_TWO, List.of()));
  }

  private static String run(String backend, int threads, int runs, List<String> flags)
      throws IOException, InterruptedException {
    Path findings = folder.resolve("findings.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-Dninc.backend=" + backend));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Patient.class.getName(), "" + threads, "" + runs));
    Process java =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(findings.toFile())
            .start();
    int code = java.waitFor();
    String said = Files.readString(findings);
    assertThat(code).as(said).isZero();
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void whatIsCalledOftenIsCompiledByC2(String backend) {
    CompilationLog log = LOGS.get(backend);
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
  @ValueSource(strings = {"scalar", "vector", "vector, two threads"})
  void nothingIsAllocated(String run) {
    assertThat(FINDINGS.get(run))
        .as(
            "Bytes that ten runs allocate for ever. In vector kernels these are vectors that C2"
                + " keeps as objects: one lives in a field or an array, or goes into a call that is"
                + " not inlined")
        .contains("backend: " + run.split(",")[0])
        .contains("batch 1: 0 bytes", "batch 5: 0 bytes");
  }

  @Test
  void allKindsOfKernelsRun() {
    Harness harness = new Harness(Patient.TEXT, Patient.OPTIONS);
    Set<Class<?>> present = new HashSet<>();
    for (Machine machine : List.of(Machine.SCALAR, Machine.VECTOR.get(0))) {
      harness.plan(machine).run().forEach(s -> present.add(s.kernel().getClass()));
    }
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

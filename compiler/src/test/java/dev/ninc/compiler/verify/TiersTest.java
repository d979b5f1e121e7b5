package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Report;
import dev.ninc.runtime.Report.State;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scalar kernels answer first, and vector kernels take their place: or don't, and say why. */
class TiersTest {

  private static final Options OPTIONS = Options.DEFAULT.packageName("model");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Harness HARNESS =
      new Harness(
          """
          network Tiered {
            input 3x20x20
            mlpconv 5x5 [64, 48] pad 2
            maxpool 3x3 stride 2
            conv 3x3 64 pad 1
            depthwise 3x3 pad 1
            avgpool 2x2 stride 2
            cccp 10
            gap
            softmax
          }
          """,
          OPTIONS);

  private static final float[] IMAGE = HARNESS.image(3);
  private static final float[] EXPECTED = HARNESS.model(Machine.SCALAR).run(IMAGE);

  /** How the generated sources are spoilt. */
  private interface Edit {
    String of(String text);
  }

  private static Map<String, byte[]> classes(Edit edit) {
    List<GeneratedFile> files = new ArrayList<>();
    boolean changed = false;
    for (GeneratedFile file : Ninc.emit(HARNESS.checked(), OPTIONS)) {
      boolean vector = file.path().contains("Vector");
      String text = vector ? edit.of(file.text()) : file.text();
      changed |= !text.equals(file.text());
      files.add(new GeneratedFile(file.path(), text));
    }
    assertThat(changed).as("something was edited").isTrue();
    return JavaSources.compile(files, Javac.runtime());
  }

  private static GeneratedModel load(Map<String, byte[]> classes) {
    try {
      return new MemoryLoader(classes).model("model.Tiered", HARNESS.weights());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The last word on a model whose vector kernels were spoilt: it answers as if nothing were. */
  private static String refusal(Map<String, byte[]> classes) throws InterruptedException {
    GeneratedModel model = load(classes);
    assertThat(model.run(IMAGE)).isEqualTo(EXPECTED);
    Report report = model.awaitFastest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(report.state()).as(report.toString()).isEqualTo(State.REFUSED);
    assertThat(report.backend().name()).isEqualTo("scalar");
    assertThat(model.run(IMAGE)).isEqualTo(EXPECTED);
    return report.backend().reason();
  }

  @Test
  void vectorKernelsTakeThePlaceOfScalarOnes() throws Exception {
    inAJavaOfItsOwn("swap");
  }

  @Test
  void threadsGetTheSameBitsWhileItSwaps() throws Exception {
    inAJavaOfItsOwn("threads");
  }

  @Test
  @Tag("campaign")
  void threadsGetTheSameBitsForAMinute() throws Exception {
    inAJavaOfItsOwn("minute");
  }

  /** Here other tests have run other widths, and what C2 has learnt of them spoils its code. */
  private static void inAJavaOfItsOwn(String what) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                TiersTest.class.getName(),
                what)
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).contains("as expected");
  }

  /** What needs a Java of its own. */
  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    do {
      switch (arguments[0]) {
        case "swap" -> swap();
        case "slow" -> refuseSlowKernels();
        case "collect" -> collectAfterTheSwap();
        default -> callWhileItSwaps();
      }
    } while (arguments[0].equals("minute") && System.nanoTime() < end);
    System.out.println("as expected");
  }

  private static void swap() throws Exception {
    GeneratedModel model = HARNESS.model();
    Report before = model.report();
    assertThat(before.state()).isEqualTo(State.WARMING);
    assertThat(before.backend().name()).isEqualTo("scalar");
    assertThat(model.awaitFastest(0, TimeUnit.SECONDS).state()).isEqualTo(State.WARMING);
    assertThat(model.run(IMAGE)).isEqualTo(EXPECTED);
    Report after = model.awaitFastest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(after.state()).as(after.toString()).isEqualTo(State.SWAPPED);
    assertThat(after.backend().isVector()).isTrue();
    assertThat(after.sinceMillis()).isPositive();
    assertThat(after.events())
        .isSortedAccordingTo((a, b) -> Double.compare(a.millis(), b.millis()));
    assertThat(after.toString()).startsWith("vector (").contains("swapped", "same bits");
    assertThat(model.run(IMAGE)).isEqualTo(EXPECTED);
  }

  @Test
  void whatIsAskedForRunsFromTheFirstCallOn() {
    Report scalar = HARNESS.model(Machine.SCALAR).report();
    assertThat(scalar.state()).isEqualTo(State.FIXED);
    assertThat(scalar.backend().reason()).contains("asked for");
    Report vector = HARNESS.model(Machine.VECTOR.get(0)).report();
    assertThat(vector.state()).isEqualTo(State.FIXED);
    assertThat(vector.backend().isVector()).isTrue();
  }

  @Test
  void classesThatWereLeftOut() throws Exception {
    Map<String, byte[]> classes = new TreeMap<>(classes(text -> text + "\n"));
    classes.keySet().removeIf(path -> path.contains("Vector"));
    assertThat(refusal(classes)).contains("the vector class is not on the class path");
  }

  @Test
  void kernelsThatAreWrong() throws Exception {
    Edit wrong = text -> text.replace("s10 = v1.fma(w0, s10);", "s10 = v1.fma(w0, s00);");
    assertThat(refusal(classes(wrong))).contains("other results");
  }

  @Test
  void kernelsThatAreSlow() throws Exception {
    inAJavaOfItsOwn("slow"); // where C2 is late, kernels get more time before they are refused
  }

  private static void refuseSlowKernels() throws Exception {
    Edit slow =
        text ->
            text.replaceFirst(
                "(void gap1\\(.*\\) \\{)",
                "$1 java.util.concurrent.locks.LockSupport.parkNanos(9_000_000L);");
    assertThat(refusal(classes(slow))).contains("not faster");
  }

  @Test
  void kernelsThatFail() throws Exception {
    Edit failing =
        text ->
            text.replaceFirst(
                "(void gap1\\(.*\\) \\{)",
                "$1 if (L > 0) throw new ArithmeticException(\"on purpose\");");
    assertThat(refusal(classes(failing))).contains("fail", "on purpose");
  }

  /** Java itself reports the error on the thread that it ends. */
  @Test
  void kernelsThatEndTheThread() throws Exception {
    Edit failing =
        text ->
            text.replaceFirst(
                "(void gap1\\(.*\\) \\{)",
                "$1 if (L > 0) throw new AssertionError(\"on purpose\");");
    assertThat(refusal(classes(failing))).contains("ended unexpectedly");
  }

  @Test
  void kernelsWithoutRoomForTheirWeights() throws Exception {
    Edit failing =
        text ->
            text.replaceFirst(
                "(Vector\\(LoadPhase weights\\) \\{)",
                "$1 if (L > 0) throw new OutOfMemoryError(\"on purpose\");");
    assertThat(refusal(classes(failing))).contains("no memory");
  }

  private static void callWhileItSwaps() throws Exception {
    GeneratedModel model = HARNESS.model();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(() -> callUntilAfterTheSwap(model));
      }
      for (Future<Integer> calls : threads.invokeAll(callers)) {
        assertThat(calls.get()).isGreaterThanOrEqualTo(100);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(model.report().state()).as(model.report().toString()).isEqualTo(State.SWAPPED);
  }

  private static int callUntilAfterTheSwap(Model model) {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    int calls = 0;
    for (int after = 0; after < 100; calls++) {
      assertThat(model.run(IMAGE)).isEqualTo(EXPECTED);
      boolean waits = model.report().state() == State.WARMING && System.nanoTime() < patience;
      after = waits ? 0 : after + 1;
    }
    return calls;
  }

  @Test
  void anAbandonedModelLeavesNoThread() throws Exception {
    WeakReference<ClassLoader> loader = abandoned(HARNESS.model());
    waitUntilCollected(loader);
    assertThat(threads()).isEmpty();
  }

  @Test
  void theLoaderOfASwappedModelIsCollected() throws Exception {
    inAJavaOfItsOwn("collect");
  }

  private static void collectAfterTheSwap() throws Exception {
    WeakReference<ClassLoader> loader = swapped();
    waitUntilCollected(loader);
    assertThat(threads()).isEmpty();
  }

  private static WeakReference<ClassLoader> swapped() throws InterruptedException {
    GeneratedModel model = HARNESS.model();
    Report report = model.awaitFastest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(report.state()).as(report.toString()).isEqualTo(State.SWAPPED);
    return abandoned(model);
  }

  private static WeakReference<ClassLoader> abandoned(GeneratedModel model) {
    model.run(IMAGE);
    return new WeakReference<>(model.getClass().getClassLoader());
  }

  private static void waitUntilCollected(WeakReference<ClassLoader> loader)
      throws InterruptedException {
    for (int i = 0; i < 200 && (loader.get() != null || !threads().isEmpty()); i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(loader.get()).isNull();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("ninc warms Tiered"))
        .toList();
  }
}

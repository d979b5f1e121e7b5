package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.Launch;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.compiler.testing.Samples;
import dev.ninc.runtime.opencl.DeviceProgram;
import dev.ninc.runtime.opencl.DeviceStep;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class that runs a network on an OpenCL device; none is needed here. */
class DeviceClassTest {

  private static final int RANDOM = 10;
  private static final Options OPENCL = Options.DEFAULT.targets(List.of(TargetLanguage.OPENCL));

  /** More layers than fit into one method, and names that mean something in Java. */
  private static final String DEEP =
      "network List(width = 2) {\n  input 2x2x2\n  labels [\"a */ {@b}\", b]\n"
          + IntStream.range(0, 400)
              .mapToObj(i -> "  conv 1x1 width norm\n")
              .collect(Collectors.joining())
          + "  GPU: conv 1x1 2 act linear\n  gap\n}\n";

  @Test
  void itIsGeneratedForTheRuntimeThatIsHere() {
    assertThat(DeviceModelClass.ABI).isEqualTo(GeneratedDeviceModel.ABI);
  }

  @Test
  void classesOfAllSortsOfNetworksCompileWithoutAWarning(@TempDir Path classes) throws IOException {
    List<GeneratedFile> files = new ArrayList<>();
    for (Path sample : Samples.all()) {
      add(files, Samples.network(sample), OPENCL);
    }
    for (long seed = 0; seed < RANDOM; seed++) {
      add(files, Harness.check(RandomNetwork.of(seed).text(), OPENCL), OPENCL);
    }
    add(files, deep(), OPENCL);
    add(files, deep(), OPENCL.without(Set.of("lower-batch-norm")));
    List<GeneratedFile> java = files.stream().filter(f -> f.path().endsWith(".java")).toList();
    assertThat(java).hasSize(files.size() / 3).hasSizeGreaterThan(RANDOM);
    assertThat(Javac.complaints(java, classes, "-Xlint:all", "-Werror")).isEmpty();
  }

  private static Network deep() {
    return Harness.check(DEEP, OPENCL);
  }

  private static void add(List<GeneratedFile> files, Network network, Options options) {
    files.addAll(Ninc.emit(network, options.packageName("net" + files.size())));
  }

  @Test
  void itSaysOfBothProgramsWhatTheirPlansSay() throws Exception {
    for (String name : List.of("nin-cifar10.nin", "googlenet.nin", "mobilenet.nin")) {
      Network network = Samples.network(Path.of("../samples/models", name));
      List<GeneratedFile> files = Ninc.emit(network, OPENCL.packageName("m"));
      Class<?> loaded = load(files);
      for (OpenClTarget target : OpenClTarget.values()) {
        Plan plan = Ninc.plan(Ninc.optimize(network, OPENCL), target, OPENCL);
        Field field = loaded.getDeclaredField(target.name());
        field.setAccessible(true);
        DeviceProgram program = (DeviceProgram) field.get(null);
        assertThat(program.kind().name()).isEqualTo(target.name());
        assertThat(files).extracting(GeneratedFile::path).contains("m/" + program.source());
        assertThat(program.arena()).isEqualTo(DeviceMemory.of(plan).arena());
        assertThat(program.weights()).isEqualTo(DeviceMemory.of(plan).weights());
        assertThat(program.steps()).isEqualTo(plan.run().stream().map(this::step).toList());
      }
    }
  }

  private DeviceStep step(Step step) {
    Launch l = ((OpenClKernel) step.kernel()).launch();
    return new DeviceStep(
        step.id(), l.kernel(), l.local(), l.tile(), l.units(), l.panels(), l.localBytes());
  }

  private static Class<?> load(List<GeneratedFile> files) throws ClassNotFoundException {
    GeneratedFile source = files.get(0);
    Map<String, byte[]> classes = JavaSources.compile(List.of(source), Javac.runtimes());
    String name = source.path().replace(".java", "").replace('/', '.');
    return Class.forName(name, true, new MemoryLoader(classes));
  }

  @Test
  void filesAreNamedAfterTheNetwork() {
    List<GeneratedFile> files = Ninc.emit(deep(), OPENCL.packageName("a.b"));
    assertThat(files)
        .extracting(GeneratedFile::path)
        .containsExactly("a/b/ListOpenCl.java", "a/b/ListGpu.cl", "a/b/ListCpu.cl");
    assertThat(files.get(0).text()).contains("public final class ListOpenCl extends ");
  }
}

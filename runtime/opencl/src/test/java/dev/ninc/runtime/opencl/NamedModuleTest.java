package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import named.InModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generated class in a module of its own, which opens nothing to anybody. */
class NamedModuleTest {

  @TempDir private Path folder;
  private final FakeOpenCl fake = new FakeOpenCl();

  @BeforeEach
  void noCache() {
    System.setProperty(ProgramCache.PROPERTY, "off");
  }

  @AfterEach
  void restore() {
    System.clearProperty(ProgramCache.PROPERTY);
  }

  @Test
  void findsTheTextsOfItsPrograms() throws Exception {
    Class<?> type = module().findLoader("it.named").loadClass(InModule.class.getName());
    assertThat(type.getModule().getName()).isEqualTo("it.named");
    assertThat(type.getResourceAsStream("TinyGpu.cl")).as("not for others").isNull();
    Constructor<?> constructor = type.getConstructors()[0];
    WeightSource pack = Tiny::pack;
    try (DeviceModel model =
        (DeviceModel)
            constructor.newInstance(
                Tiny.SPEC, Tiny.GPU, Tiny.CPU, Tiny.weights(), pack, fake.device())) {
      float[] in = Tiny.images(1);
      assertThat(model.run(in)).isEqualTo(Tiny.y(in));
    }
  }

  /** A layer with the module, which reads the runtime's classes. */
  private ModuleLayer module() throws IOException {
    Path module = Files.createDirectories(folder.resolve("module"));
    Path info = folder.resolve("module-info.java");
    Files.writeString(info, "module it.named { exports named; }");
    Path beside = Files.createDirectories(module.resolve("named"));
    copy(InModule.class, "InModule.class", beside);
    Path empty = Files.createDirectories(folder.resolve("src/named"));
    Files.writeString(empty.resolve("Some.java"), "package named; class Some {}");
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    String[] words = {"-d", module.toString(), info.toString(), empty + "/Some.java"};
    assertThat(javac.run(System.out, System.err, words)).isZero();
    copy(Tiny.class, "TinyGpu.cl", beside);
    copy(Tiny.class, "TinyCpu.cl", beside);
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(module), ModuleFinder.of(), Set.of("it.named"));
    ModuleLayer.Controller controller =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(ModuleLayer.boot()), Tiny.class.getClassLoader());
    ModuleLayer layer = controller.layer();
    controller.addReads(layer.findModule("it.named").orElseThrow(), Tiny.class.getModule());
    return layer;
  }

  private static void copy(Class<?> from, String name, Path to) throws IOException {
    try (InputStream in = from.getResourceAsStream(name)) {
      Files.copy(in, to.resolve(name));
    }
  }
}

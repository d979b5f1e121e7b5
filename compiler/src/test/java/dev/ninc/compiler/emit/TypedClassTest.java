package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile.Kind;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.Shape;
import dev.ninc.runtime.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the public class offers to who uses it: constants, and weights that were packed. */
class TypedClassTest {

  private static final String TEXT =
      """
      network Twins(width = 3) {
        input 1x8x8
        "a-1": conv 3x3 width
        output "a-1"
        a_1: conv 3x3 width
        output a_1
        gap
      }
      """;

  private static final Options PACKED =
      Options.DEFAULT.packageName("model").weights("twins.safetensors");

  private final Network network = Harness.check(TEXT, Options.DEFAULT);

  private Class<?> generated(Map<String, byte[]> resources) throws ClassNotFoundException {
    Map<String, byte[]> files =
        new TreeMap<>(JavaSources.compile(Ninc.emit(network, PACKED), Javac.runtime()));
    files.putAll(resources);
    return new MemoryLoader(files).loadClass("model.Twins");
  }

  private byte[] weights(Network of) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(bytes, Harness.seeded(of, 1).tensors());
    return bytes.toByteArray();
  }

  private static Model load(Class<?> generated) throws Throwable {
    try {
      return (Model) generated.getMethod("load").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void eachOutputHasItsShape() throws Exception {
    Class<?> generated = generated(Map.of());
    assertThat(generated.getField("OUTPUT").get(null)).isEqualTo(new Shape(3, 1, 1));
    assertThat(generated.getField("OUTPUT_A_1").get(null)).isEqualTo(new Shape(3, 6, 6));
    assertThat(generated.getField("OUTPUT_A_1_2").get(null)).isEqualTo(new Shape(3, 4, 4));
  }

  @Test
  void packedWeightsAreLoaded() throws Throwable {
    Model model = load(generated(Map.of("model/twins.safetensors", weights(network))));
    assertThat(model.outputs()).extracting(o -> o.shape().size()).containsExactly(3, 108, 48);
    Model other = new Harness(network, Harness.seeded(network, 1), Options.DEFAULT).model();
    float[] image = new float[64];
    image[9] = 1;
    assertThat(model.run(image)).containsExactly(other.run(image));
  }

  @Test
  void weightsThatWereLeftOutAreMissed() throws Exception {
    Class<?> generated = generated(Map.of());
    assertThatThrownBy(() -> load(generated))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "model/twins.safetensors: there is no such resource beside the class. Pack the weights"
                + " that the build laid there, or load them from a file: load(Path).");
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws Exception {
    Network wider = Harness.check(TEXT.replace("width = 3", "width = 4"), Options.DEFAULT);
    Class<?> generated = generated(Map.of("model/twins.safetensors", weights(wider)));
    assertThatThrownBy(() -> load(generated))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("[4, 1, 3, 3]; the network expects [3, 1, 3, 3]");
  }

  @Test
  void withoutWeightsThereIsNoLoad() {
    Options options = Options.DEFAULT.targets(EnumSet.allOf(TargetLanguage.class));
    List<GeneratedFile> plain = Ninc.emit(network, options);
    assertThat(plain).noneMatch(f -> f.text().contains(" load()"));
    assertThat(Ninc.emit(network, options.weights("w")))
        .filteredOn(f -> f.text().contains(" load() throws IOException"))
        .extracting(GeneratedFile::path)
        .containsExactly("Twins.java", "TwinsOpenCl.java");
  }

  @Test
  void theBuildIsToldWhatToDoWithAFile() {
    Options options = Options.DEFAULT.targets(EnumSet.allOf(TargetLanguage.class));
    Map<Kind, List<String>> kinds = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      kinds.put(
          kind,
          Ninc.emit(network, options).stream()
              .filter(f -> f.kind() == kind)
              .map(GeneratedFile::path)
              .toList());
    }
    assertThat(kinds)
        .containsEntry(Kind.JAVA, List.of("Twins.java", "TwinsScalar.java", "TwinsOpenCl.java"))
        .containsEntry(
            Kind.VECTOR_JAVA,
            List.of("TwinsVector.java", "TwinsVector32.java", "TwinsVector16.java"))
        .containsEntry(Kind.PROGRAM, List.of("TwinsGpu.cl", "TwinsCpu.cl"));
  }
}

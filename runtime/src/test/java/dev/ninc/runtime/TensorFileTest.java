package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {

  @TempDir Path folder;

  @Test
  void tensorsAreReadInAnyOrder() throws Exception {
    float[] many = new float[100_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    Path file =
        write(
            new WeightTensor("many", List.of(100, 1000), many),
            new WeightTensor("none", List.of(0), new float[0]),
            new WeightTensor("one", List.of(), new float[] {-1}));
    try (TensorFile tensors = TensorFile.open(file)) {
      assertThat(tensors.tensors().stream().map(e -> e.spec().name()))
          .containsExactlyInAnyOrder("many", "none", "one");
      assertThat(tensors.tensors()).allMatch(e -> e.type().equals("F32"));
      for (int i = 0; i < 2; i++) {
        assertThat(tensors.values("one")).containsExactly(-1);
        assertThat(tensors.values("many")).isEqualTo(many);
        assertThat(tensors.values("none")).isEmpty();
      }
      assertThatThrownBy(() -> tensors.values("other")).hasMessageContaining("other");
    }
  }

  @Test
  void otherTypesAreNamedAndConverted() throws Exception {
    ByteBuffer halves = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    halves.putShort((short) 0x3c00).putShort((short) 0xc000);
    String header = "{" + SafetensorsFile.entry("t", "F16", "[2]", "[0,4]") + "}";
    Path file = Files.write(folder.resolve("half"), SafetensorsFile.of(header, halves.array()));
    try (TensorFile tensors = TensorFile.open(file)) {
      assertThat(tensors.tensors())
          .containsExactly(new TensorFile.Entry(TensorSpec.of("t", 2), "F16"));
      assertThat(tensors.values("t")).containsExactly(1, -2);
    }
  }

  @Test
  void theTensorsOfANetwork() throws Exception {
    Path file = write(new WeightTensor("a", List.of(2), new float[2]));
    try (TensorFile tensors = TensorFile.open(file)) {
      tensors.check(List.of(TensorSpec.of("a", 2)));
      assertThatThrownBy(() -> tensors.check(List.of(TensorSpec.of("a", 1, 2))))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("`a` has the shape [2]; the network expects [1, 2]");
    }
  }

  @Test
  void whatIsCutOffIsRefusedAtOnce() throws Exception {
    byte[] whole = Files.readAllBytes(write(new WeightTensor("a", List.of(3), new float[3])));
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TensorFile.open(cut)).isInstanceOf(WeightsException.class);
    }
    Path longer = Files.write(folder.resolve("long"), Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> TensorFile.open(longer)).isInstanceOf(WeightsException.class);
    assertThatThrownBy(() -> TensorFile.open(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private Path write(WeightTensor... tensors) throws IOException {
    Path file = folder.resolve("file");
    SafetensorsWriter.write(file, List.of(tensors));
    return file;
  }
}

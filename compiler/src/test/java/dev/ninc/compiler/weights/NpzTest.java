package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ninc.compiler.testing.NpzFile;
import dev.ninc.compiler.testing.Python;
import dev.ninc.runtime.TensorFile;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzTest {

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("w.npz"), content);
  }

  @Test
  void arraysAreReadInTheirOrder() throws IOException {
    byte[] stored = NpzFile.npy(">f8", "True", "(2, 2)", doubles(1, 2, 3, 4));
    Path path =
        file(
            new NpzFile()
                .floats("conv1.weight", "(2, 1)", 1.5f, Float.NaN)
                .member("conv1/kernel:0.npy", stored, true)
                .floats("a.npy", "()", 7)
                .array("none", "<f2", "(0, 3)", new byte[0])
                .bytes());
    Weights weights = Npz.read(path);
    assertThat(weights.source()).isEqualTo(path.toString());
    assertThat(weights.tensors().stream().map(WeightTensor::name))
        .containsExactly("conv1.weight", "conv1/kernel:0", "a.npy", "none");
    assertThat(weights.dims("conv1.weight")).containsExactly(2, 1);
    assertThat(weights.floats("conv1.weight")).containsExactly(1.5f, Float.NaN);
    assertThat(weights.floats("conv1/kernel:0")).containsExactly(1, 3, 2, 4);
    assertThat(weights.floats("a.npy")).containsExactly(7);
    assertThat(weights.floats("none")).isEmpty();
  }

  @Test
  void oneArrayAtATimeIsRead() throws IOException {
    Path path = file(new NpzFile().floats("a", "(1,)", 1).floats("b", "(2,)", 2, 3).bytes());
    try (Npz npz = Npz.open(path)) {
      assertThat(npz.tensors())
          .containsExactly(
              new TensorFile.Entry(TensorSpec.of("a", 1), "<f4"),
              new TensorFile.Entry(TensorSpec.of("b", 2), "<f4"));
      assertThat(npz.values("b")).containsExactly(2, 3);
      assertThat(npz.values("a")).containsExactly(1);
      assertThat(catchThrowable(() -> npz.values("c")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFileOfNothingHasNoArrays() throws IOException {
    assertThat(Npz.read(file(new NpzFile().bytes())).tensors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f2; 003c01c0007cff7b0100; 1, -2.001953125, Infinity, 65504, 5.9604645E-8",
        ">f2; 3c00; 1",
        "|i1; 80ff7f; -128, -1, 127",
        "<i2; 0080; -32768",
        ">i4; fffffffe; -2",
        "<i8; 0000000000000080; -9.223372E18",
        "<i8; 0000000001000000; 4294967296",
        "<u2; ffff; 65535",
        ">u4; ff000000; 4278190080",
        "<u8; 0000000000000100; 281474976710656",
      })
  void allKindsOfNumbersKeepTheirValues(String type, String hex, String values) throws IOException {
    byte[] numbers = HexFormat.of().parseHex(hex.strip());
    String[] expected = values.split(", ");
    Path path = file(new NpzFile().array("a", type, "(" + expected.length + ",)", numbers).bytes());
    float[] read = Npz.read(path).floats("a");
    for (int i = 0; i < expected.length; i++) {
      assertThat(read[i]).isEqualTo(Float.parseFloat(expected[i]));
    }
  }

  /** What NumPy 2.4 wrote by {@link #SCRIPT}, and here and now writes. */
  @Test
  void whatNumpyWroteIsRead() throws IOException {
    Path resources = Path.of("src/test/resources/dev/ninc/compiler/weights");
    assertIsByNumpy(resources.resolve("plain.npz"));
    assertIsByNumpy(resources.resolve("packed.npz"));
  }

  private static final String SCRIPT =
      """
      import numpy as n
      a = n.arange(24, dtype='f4').reshape(2, 3, 4)
      arrays = {'conv1.weight': a, 'turned': n.asfortranarray(a), 'wide': a.astype('>f8') / 8,
                'half': a.astype('f2'), 'steps': n.int64(7), 'empty': n.zeros((0, 2), 'f4')}
      n.savez('plain.npz', **arrays)
      n.savez_compressed('packed.npz', **arrays)
      """;

  @Test
  void whatNumpyWritesIsRead() throws Exception {
    Python.run(folder, SCRIPT, "numpy");
    assertIsByNumpy(folder.resolve("plain.npz"));
    assertIsByNumpy(folder.resolve("packed.npz"));
  }

  private static void assertIsByNumpy(Path file) throws IOException {
    Weights weights = Npz.read(file);
    assertThat(weights.tensors()).hasSize(6);
    for (int i = 0; i < 24; i++) {
      assertThat(weights.floats("conv1.weight")[i]).isEqualTo(i);
      assertThat(weights.floats("turned")[i]).isEqualTo(i);
      assertThat(weights.floats("half")[i]).isEqualTo(i);
      assertThat(weights.floats("wide")[i]).isEqualTo(i / 8f);
    }
    assertThat(weights.dims("turned")).containsExactly(2, 3, 4);
    assertThat(weights.floats("steps")).containsExactly(7);
    assertThat(weights.dims("empty")).containsExactly(0, 2);
  }

  private static byte[] doubles(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.BIG_ENDIAN);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }
}

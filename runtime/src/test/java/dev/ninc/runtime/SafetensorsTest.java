package dev.ninc.runtime;

import static dev.ninc.runtime.SafetensorsFile.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  @TempDir Path folder;

  private static WeightTensor tensor(String name, List<Integer> dims, float... values) {
    return new WeightTensor(name, dims, values);
  }

  private static byte[] written(WeightTensor... tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, List.of(tensors));
    return out.toByteArray();
  }

  /** The numbers of the one tensor {@code t} with this data. */
  private static float[] read(String dtype, int count, ByteBuffer data) throws IOException {
    String header = "{" + entry("t", dtype, "[" + count + "]", "[0," + data.capacity() + "]") + "}";
    return Safetensors.read(SafetensorsFile.of(header, data.array()), "test").floats("t");
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    float[] large = new float[100_003]; // several chunks and a part of one
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = (float) random.nextGaussian();
    }
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(
        file,
        List.of(
            tensor("b", List.of(), Float.NaN),
            tensor("größe \"\\\u0001\uD83D\uDE00", List.of(1, 2), -0f, Float.NEGATIVE_INFINITY),
            tensor("a", List.of(large.length), large),
            tensor("empty", List.of(3, 0))));

    Weights weights = Safetensors.read(file);

    assertThat(weights.tensors())
        .extracting(WeightTensor::name)
        .containsExactly("a", "b", "empty", "größe \"\\\u0001\uD83D\uDE00");
    assertThat(weights.floats("a")).containsExactly(large);
    assertThat(weights.dims("b")).isEmpty();
    assertThat(weights.floats("b")).containsExactly(Float.NaN);
    assertThat(weights.dims("empty")).containsExactly(3, 0);
    assertThat(weights.floats("größe \"\\\u0001\uD83D\uDE00"))
        .containsExactly(-0f, Float.NEGATIVE_INFINITY);
    try (var in = Files.newInputStream(file)) {
      assertThat(Safetensors.read(in, "stream").floats("a")).containsExactly(large);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file); // no temporary file is left
    }
  }

  @Test
  void theOrderOfTheTensorsDoesNotMatterToTheWriter() throws IOException {
    WeightTensor a = tensor("a", List.of(1), 1);
    WeightTensor b = tensor("b", List.of(2), 2, 3);
    byte[] file = written(a, b);
    assertThat(written(b, a)).isEqualTo(file);
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(new String(file, 8, (int) header, StandardCharsets.UTF_8))
        .startsWith(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}");
    assertThat(file).hasSize(8 + (int) header + 12);
  }

  @Test
  void aFileIsReplacedAsAWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, List.of(tensor("a", List.of(1), 1)));
    SafetensorsWriter.write(file, List.of(tensor("a", List.of(1), 2)));
    assertThat(Safetensors.read(file).floats("a")).containsExactly(2);

    Path taken = Files.createDirectories(folder.resolve("taken/inside")).getParent();
    assertThatThrownBy(() -> SafetensorsWriter.write(taken, List.of()))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, taken);
    }
  }

  @Test
  void theWriterRefusesNamesThatTheFormatCannotHold() {
    for (String name : List.of("__metadata__", "\uD800")) {
      assertThatIllegalArgumentException().isThrownBy(() -> written(tensor(name, List.of(1), 1)));
    }
    WeightTensor a = tensor("a", List.of(1), 1);
    assertThatIllegalArgumentException().isThrownBy(() -> written(a, a));
  }

  @Test
  void noTensorsAtAllAreAValidFile() throws IOException {
    assertThat(Safetensors.read(written(), "test").tensors()).isEmpty();
    assertThat(Safetensors.read(SafetensorsFile.of("{}", 0), "test").tensors()).isEmpty();
  }

  @Test
  void halfPrecisionIsExact() throws IOException {
    short[] halves = {0x3c00, (short) 0xc000, 0x7bff, 0x0400, 0x0001, 0x03ff, 0, (short) 0x8000};
    ByteBuffer data = bytes(2 * halves.length + 6);
    for (short half : halves) {
      data.putShort(half);
    }
    data.putShort((short) 0x7c00).putShort((short) 0xfc00).putShort((short) 0x7e00);
    assertThat(read("F16", halves.length + 3, data))
        .containsExactly(
            1f,
            -2f,
            65504f,
            0x1p-14f,
            0x1p-24f,
            0x3ffp-24f,
            0f,
            -0f,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN);
  }

  @Test
  void bfloat16AndDoubleAreConverted() throws IOException {
    ByteBuffer data = bytes(4).putShort((short) 0x3f80).putShort((short) 0xc020);
    assertThat(read("BF16", 2, data)).containsExactly(1f, -2.5f);
    data = bytes(24).putDouble(0.1).putDouble(Double.NaN).putDouble(Double.NEGATIVE_INFINITY);
    assertThat(read("F64", 3, data)).containsExactly(0.1f, Float.NaN, Float.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> read("F64", 2, bytes(16).putDouble(1).putDouble(1e39)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("test: tensor `t`: number 1 is finite in F64, but too large");
  }

  @Test
  void metadataSpacesEscapesAndAnyOrderAreRead() throws IOException {
    String header =
        "{ \"__metadata__\" : {\"format\":\"pt\", \"\\u00e4\":\"{[\"},\n\t\r\"\\u0062\":"
            + "{\"data_offsets\":[4,8],\"shape\":[1,1],\"dtype\":\"F32\"},"
            + entry("a", "F32", "[1]", "[ 0 , 4 ]")
            + "}   ";
    ByteBuffer data = bytes(8).putFloat(1).putFloat(2);
    Weights weights = Safetensors.read(SafetensorsFile.of(header, data.array()), "test");
    assertThat(weights.floats("a")).containsExactly(1);
    assertThat(weights.floats("b")).containsExactly(2);
    assertThat(weights.tensors()).extracting(WeightTensor::name).containsExactly("a", "b");
  }

  @Test
  void aStreamThatPromisesMoreThanItHoldsDoesNotExhaustTheMemory() {
    String header = "{" + entry("t", "F64", "[2147483639]", "[0,17179869112]") + "}";
    var stream = new ByteArrayInputStream(SafetensorsFile.of(header, 100));
    assertThatThrownBy(() -> Safetensors.read(stream, "test"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("the file ends within tensor `t`");
    var length =
        new ByteArrayInputStream(SafetensorsFile.withLength(99_999_999, new byte[9], new byte[0]));
    assertThatThrownBy(() -> Safetensors.read(length, "test"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("the file ends within the header");
  }

  @Test
  void aFileThatIsNotThereIsNoMistakeOfItsContent() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(FileNotFoundException.class);
  }
}

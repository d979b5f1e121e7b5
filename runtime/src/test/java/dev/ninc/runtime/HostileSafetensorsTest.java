package dev.ninc.runtime;

import static dev.ninc.runtime.SafetensorsFile.entry;
import static dev.ninc.runtime.SafetensorsFile.of;
import static dev.ninc.runtime.SafetensorsFile.withLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSafetensorsTest {

  private static final String T = entry("t", "F32", "[1]", "[0,4]");

  @TempDir Path folder;

  static Stream<Arguments> headers() {
    return Stream.of(
        row("", "begins with something else"),
        row(" {" + T + "}", "begins with something else"),
        row("\uFEFF{" + T + "}", "begins with something else"),
        row("[]", "begins with something else"),
        row("{" + T, "`}` is expected"),
        row("{" + T + "}\n", "something else than spaces follows it"),
        row("{" + T + "}{}", "something else than spaces follows it"),
        row("{" + T + ",}", "`\"` is expected"),
        row("{" + T + "," + T + "}", "two entries are called `t`"),
        row("{" + T + "," + T.replace("\"t\"", "\"\\u0074\"") + "}", "two entries are called `t`"),
        row("{\"t\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", "unknown or repeated key `dtype`"),
        row("{\"t\":{\"dtype\":\"F32\",\"x\":1}}", "unknown or repeated key `x`"),
        row("{\"t\":{\"dtype\":\"F32\",\"shape\":[1]}}", "has not all of"),
        row("{\"t\":{}}", "`\"` is expected"),
        row("{\"t\":" + "[".repeat(100_000), "`{` is expected"),
        row("{" + "\"t\":{".repeat(100_000), "unknown or repeated key"),
        row("{\"__metadata__\":{\"a\":{}}}", "`\"` is expected"),
        row("{\"__metadata__\":{\"a\":1}}", "`\"` is expected"),
        row("{\"__metadata__\":[]}", "`{` is expected"),
        row("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "two values for `a`"),
        row("{\"__metadata__\":{},\"__metadata__\":{}}", "two entries are called"),
        row("{" + entry("t", "F33", "[1]", "[0,4]") + "}", "tensor `t` is `F33`; weights are"),
        row("{" + entry("t", "I64", "[1]", "[0,8]") + "}", "tensor `t` is `I64`; weights are"),
        row("{" + entry("t", "f32", "[1]", "[0,4]") + "}", "tensor `t` is `f32`; weights are"),
        row("{" + entry("t", "F32", "[-1]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[1.0]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[1e0]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[01]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[+1]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[null]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[\"1\"]", "[0,4]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[9223372036854775808]", "[0,4]") + "}", "too large"),
        row("{" + entry("t", "F32", "[9223372036854775807]", "[0,4]") + "}", "than fit"),
        row("{" + entry("t", "F32", "[4294967296,4294967296]", "[0,0]") + "}", "than fit"),
        row("{" + entry("t", "F32", "[2147483647]", "[0,8589934588]") + "}", "than fit"),
        row("{" + entry("t", "F32", "[65536,65536]", "[0,0]") + "}", "than fit"),
        row("{" + entry("t", "F32", "[1" + ",1".repeat(20) + "]", "[0,4]") + "}", "at most 16"),
        row("{" + entry("t", "F32", "[2]", "[0,4]") + "}", "8 bytes, but its offsets span 4"),
        row("{" + entry("t", "F16", "[1]", "[0,4]") + "}", "2 bytes, but its offsets span 4"),
        row("{" + entry("t", "F32", "[]", "[0,0]") + "}", "4 bytes, but its offsets span 0"),
        row("{" + entry("t", "F32", "[1]", "[4,0]") + "}", "ends at 0, before it begins"),
        row("{" + entry("t", "F32", "[1]", "[0]") + "}", "two data_offsets"),
        row("{" + entry("t", "F32", "[1]", "[0,4,8]") + "}", "at most 2 numbers"),
        row("{" + entry("t", "F32", "[1]", "[-4,0]") + "}", "an integer from 0 on"),
        row("{" + entry("t", "F32", "[2]", "[0,8]") + "}", "the header describes a file of"),
        row("{" + entry("t", "F32", "[0]", "[0,0]") + "}", "the header describes a file of"),
        row("{" + entry("t", "F32", "[0]", "[4,4]") + "}", "begins at 4, after a gap"),
        row("{" + T + "," + entry("u", "F32", "[1]", "[0,4]") + "}", "within the one before"),
        row("{" + T + "," + entry("u", "F32", "[1]", "[2,6]") + "}", "within the one before"),
        row("{" + T + "," + entry("u", "F32", "[1]", "[8,12]") + "}", "after a gap"),
        row("{\"t\n\":", "control character"),
        row("{\"t", "has no end"),
        row("{\"t\\\"", "has no end"),
        row("{\"t\\", "has no end"),
        row("{\"\\x\":", "unknown escape"),
        row("{\"\\u12\":", "four hexadecimal digits"),
        row("{\"\\u12é4\":", "four hexadecimal digits"),
        row("{\"\\ud800\":", "half a character"),
        row("{\"\\udc00\\ud800\":", "half a character"));
  }

  private static Arguments row(String header, String message) {
    return Arguments.of(header, message);
  }

  /** All come with four bytes of data, as {@link #T} alone would have. */
  @ParameterizedTest
  @MethodSource("headers")
  void aWrongHeaderIsRefused(String header, String message) throws IOException {
    byte[] file = of(header, 4);
    assertThatThrownBy(() -> Safetensors.read(file, "bad.safetensors"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("bad.safetensors: ")
        .hasMessageContaining(message);
    Path path = Files.write(folder.resolve("bad.safetensors"), file);
    assertThatThrownBy(() -> Safetensors.read(path))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(file), "stream"))
        .isInstanceOf(WeightsException.class);
  }

  @Test
  void theHeaderThatTheWrongOnesVaryIsRight() throws IOException {
    assertThat(Safetensors.read(of("{" + T + "}", 4), "test").floats("t")).containsExactly(0);
  }

  @Test
  void invalidUtf8IsRefused() {
    for (int[] name : new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xe2, 0x82}}) {
      byte[] header = ("{\"" + "#".repeat(name.length) + "\":").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < name.length; i++) {
        header[2 + i] = (byte) name[i];
      }
      assertThatThrownBy(() -> Safetensors.read(of(header, new byte[4]), "test"))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("not valid UTF-8");
    }
  }

  @Test
  void theLengthOfTheHeaderIsChecked() {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    for (long length : new long[] {3, 100, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> Safetensors.read(withLength(length, header, new byte[0]), "test"))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("the header would have " + Long.toUnsignedString(length));
    }
    for (int size = 0; size < 8; size++) {
      byte[] file = new byte[size];
      assertThatThrownBy(() -> Safetensors.read(file, "test"))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("the file ends within the length of the header");
    }
  }

  @Test
  void namesCannotWriteToTheTerminal() {
    String header = "{" + entry("\\u001b[2J\\u202e", "I8", "[1]", "[0,4]") + "}";
    assertThatThrownBy(() -> Safetensors.read(of(header, 4), "test"))
        .hasMessageContaining("tensor `?[2J?` is");
  }

  /** Whatever is done to a file, the reader reads it or says what is wrong with it. */
  @Test
  void mutatedFilesAreReadOrRefused() throws IOException {
    Random random = new Random(20_240_607);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<WeightTensor> tensors = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tensors.add(new WeightTensor("layer" + i + ".weight", List.of(i, 3), new float[3 * i]));
    }
    SafetensorsWriter.write(out, tensors);
    byte[] valid = out.toByteArray();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] file = mutated(valid, random);
      try {
        Weights weights =
            i % 2 == 0
                ? Safetensors.read(file, "test")
                : Safetensors.read(new ByteArrayInputStream(file), "test");
        assertThat(weights.tensors().size()).isLessThanOrEqualTo(tensors.size());
        read++;
      } catch (WeightsException e) {
        assertThat(e).hasMessageStartingWith("test: ");
        refused++;
      }
    }
    assertThat(read).as("files that are still valid").isGreaterThan(100);
    assertThat(refused).as("files that are not").isGreaterThan(3_000);
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] file = valid.clone();
    int header = 8 + (file[0] & 0xff) + 256 * (file[1] & 0xff);
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(random.nextInt(4) == 0 ? file.length : Math.min(header, file.length));
      switch (random.nextInt(5)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) "{}[]\",:0123456789\\ -.eE".charAt(random.nextInt(23));
        case 2 -> file = Arrays.copyOf(file, Math.max(1, at));
        case 3 -> file = Arrays.copyOf(file, file.length + random.nextInt(16));
        default -> {
          int from = random.nextInt(file.length);
          int length = Math.min(random.nextInt(40), file.length - Math.max(from, at));
          System.arraycopy(file, from, file, at, length);
        }
      }
    }
    return file;
  }
}

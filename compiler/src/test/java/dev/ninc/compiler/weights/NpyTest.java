package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

  @TempDir Path folder;

  private static byte[] npy(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text).put(data);
    return Arrays.copyOf(file.array(), file.position());
  }

  private static String header(String type, String order, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }   \n".formatted(type, order, shape);
  }

  private static byte[] bytes(ByteOrder order, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(order);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  private static byte[] floats(ByteOrder order, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** Written by NumPy 2: {@code np.arange(6, dtype='>f8').reshape(2, 3, order='F')}. */
  private static final String BY_NUMPY =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAo"
          + "MiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
          + "ICAgICAgIAoAAAAAAAAAAD/wAAAAAAAAQAAAAAAAAABACAAAAAAAAEAQAAAAAAAAQBQAAAAAAAA=";

  @Test
  void aFileThatNumpyWroteIsRead() throws IOException {
    FloatArray array = Npy.read(Base64.getDecoder().decode(BY_NUMPY), "test");
    assertThat(array.dims()).containsExactly(2, 3);
    assertThat(array.values()).containsExactly(0, 2, 4, 1, 3, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allVersionsAreRead(int version) throws IOException {
    byte[] data = floats(ByteOrder.LITTLE_ENDIAN, 1.5f, Float.NaN);
    Path file = folder.resolve("a.npy");
    Files.write(file, npy(version, header("<f4", "False", "(2,)"), data));
    assertThat(Npy.read(file).values()).containsExactly(1.5f, Float.NaN);
  }

  @Test
  void allTypesAndOrdersAreRead() throws IOException {
    byte[] data = floats(ByteOrder.BIG_ENDIAN, 1, 2);
    assertThat(Npy.read(npy(1, header(">f4", "False", "(2, 1)"), data), "t").values())
        .containsExactly(1, 2);
    data = bytes(ByteOrder.LITTLE_ENDIAN, 0.1, Double.POSITIVE_INFINITY);
    assertThat(Npy.read(npy(1, header("<f8", "False", "(1, 2)"), data), "t").values())
        .containsExactly(0.1f, Float.POSITIVE_INFINITY);
    assertThat(Npy.read(npy(1, header("|u1", "False", "(2,)"), new byte[] {-1, 7}), "t").values())
        .containsExactly(255, 7);
    FloatArray scalar = Npy.read(npy(1, header("|u1", "False", "()"), new byte[] {3}), "t");
    assertThat(scalar.dims()).isEmpty();
    assertThat(scalar.values()).containsExactly(3);
    assertThat(Npy.read(npy(1, header("|u1", "True", "(0, 3)"), new byte[0]), "t").values())
        .isEmpty();
  }

  @Test
  void fortransOrderOfThreeDimensionsIsTurned() throws IOException {
    byte[] data = new byte[24];
    for (int i = 0; i < 24; i++) {
      int a = i / 12;
      int b = i / 4 % 3;
      int c = i % 4;
      data[a + 2 * b + 6 * c] = (byte) i;
    }
    float[] values = Npy.read(npy(1, header("|u1", "True", "(2, 3, 4)"), data), "t").values();
    for (int i = 0; i < 24; i++) {
      assertThat(values[i]).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,)} # Python objects, `|O`, which are pickled",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)} # type `<c8`",
        "{'descr': '=f4', 'fortran_order': False, 'shape': (2,)} # type `=f4`",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)} # no `'`",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} # does not fit the 8 bytes",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} # does not fit the 8 bytes",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)} # no dimension",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,)} # no tuple",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2)} # no tuple",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 2} # no `(`",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)} # no dimension",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,2147483647,4)} # not fit",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)} # no `False`",
        "{'descr': '<f4', 'shape': (2,)} # alone",
        "{'descr': '<f4', 'descr': '<f4'} # repeated key",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1} # unknown",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} __import__('os') # alone",
        "{'descr': '<f4 # no plain string",
        "{{{{{{{{{{{{{{{{{ # no `'`",
        "~~ # no `{`"
      })
  void aWrongHeaderIsRefused(String header, String message) {
    byte[] file = npy(1, header, new byte[8]);
    assertThatThrownBy(() -> Npy.read(file, "bad.npy"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("bad.npy: ")
        .hasMessageContaining(message);
  }

  @Test
  void otherFilesAndCutOnesAreRefused() {
    byte[] valid = npy(2, header("<f4", "False", "(2,)"), new byte[8]);
    for (int length = 0; length < valid.length; length++) {
      byte[] cut = Arrays.copyOf(valid, length);
      assertThatThrownBy(() -> Npy.read(cut, "t")).isInstanceOf(WeightsException.class);
    }
    byte[] huge = valid.clone();
    Arrays.fill(huge, 8, 12, (byte) 0xff);
    assertThatThrownBy(() -> Npy.read(huge, "t")).hasMessageContaining("4294967295 bytes");
    byte[] future = valid.clone();
    future[6] = 4;
    assertThatThrownBy(() -> Npy.read(future, "t")).hasMessageContaining("version");
    byte[] large = npy(1, header("<f8", "False", "(1,)"), bytes(ByteOrder.LITTLE_ENDIAN, 1e300));
    assertThatThrownBy(() -> Npy.read(large, "t")).hasMessageContaining("too large for float32");
  }

  @Test
  void mutatedFilesAreReadOrRefused() {
    byte[] valid = npy(1, header("<f4", "False", "(2, 3)"), new byte[24]);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] file = valid.clone();
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      file[random.nextInt(80)] = (byte) "{}()',: 0123456789TF".charAt(random.nextInt(20));
      try {
        Npy.read(file, "t");
      } catch (WeightsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2_000, 2_999);
  }

  @Test
  void rawNumbersAreRead() throws IOException {
    Path file = folder.resolve("a.f32le");
    Files.write(file, floats(ByteOrder.LITTLE_ENDIAN, 1, -2.5f));
    assertThat(RawFloats.read(file).values()).containsExactly(1, -2.5f);
    assertThat(RawFloats.read(file).dims()).containsExactly(2);
    assertThatThrownBy(() -> RawFloats.read(new byte[7], "x.f32le"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("x.f32le: ")
        .hasMessageContaining("this one has 7");
  }
}

package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.testing.NpzFile;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody's NumPy wrote: each is refused, for the reason that it deserves. */
class HostileNpzTest {

  private static final int DIRECTORY = 0x02014b50;
  private static final int END_LENGTH = 22;

  @TempDir Path folder;

  private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] content)
      throws IOException {
    Path path = Files.write(folder.resolve("bad.npz"), content);
    return assertThatThrownBy(() -> Npz.read(path))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(path + ": ");
  }

  private static NpzFile two() {
    return new NpzFile().floats("first", "(2,)", 1, 2).floats("other", "(1,)", 3);
  }

  /** Where the directory's entry of a member begins. */
  private static int entry(byte[] file, int member) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(file.length - 6); // ENDOFF
    for (int i = 0; i < member; i++) {
      assertThat(bytes.getInt(at)).isEqualTo(DIRECTORY);
      at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
    return at;
  }

  private static byte[] with(byte[] file, int at, int width, long value) {
    byte[] changed = file.clone();
    for (int i = 0; i < width; i++) {
      changed[at + i] = (byte) (value >> 8 * i);
    }
    return changed;
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] valid = two().bytes();
    for (int length = 0; length < valid.length; length++) {
      refused(Arrays.copyOf(valid, length)).hasMessageContaining("numpy.savez");
    }
    refused(Arrays.copyOf(valid, valid.length - 1)).hasMessageContaining("its end is missing");
    refused("{\"a\": 1}, which is no zip file at all".getBytes(StandardCharsets.UTF_8))
        .hasMessageContaining("it is no zip file of arrays");
  }

  @Test
  void allThatIsNoArrayOfNumbersIsNamedAtOnce() throws IOException {
    byte[] pickle = NpzFile.npy("|O", "False", "(1,)", new byte[40]);
    refused(
            two()
                .member("code.npy", pickle, false)
                .member("data.pkl", new byte[4], false)
                .member("folder/", new byte[0], true)
                .array("complex", "<c8", "(1,)", new byte[8])
                .array("long", "<f4", "(3,)", new byte[8])
                .array("count", "<i4", "(1,)", new byte[] {1, 0, 0, 1})
                .bytes())
        .hasMessageContaining("`code`: it holds Python objects, `|O`, which are pickled")
        .hasMessageContaining("`data.pkl` is no array")
        .hasMessageContaining("`folder/` is no array")
        .hasMessageContaining("`complex`: it holds numbers of type `<c8`")
        .hasMessageContaining("`long`: the shape [3] of <f4 does not fit the 8 bytes")
        .hasMessageNotContaining("`first`");
    refused(new NpzFile().array("n", "<i4", "(1,)", new byte[] {1, 0, 0, 1}).bytes())
        .hasMessageContaining("`n`: number 0 is whole and would be rounded");
    refused(new NpzFile().array("n", "<u8", "(1,)", new byte[] {1, 0, 0, 0, 0, 0, 0, -1}).bytes())
        .hasMessageContaining("would be rounded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/a", "../a", "a/../../b", "..", "c:/a", "C:\\a", "a\\b"})
  void pathsAreNoNames(String name) throws IOException {
    byte[] array = NpzFile.npy("<f4", "False", "()", new byte[4]);
    refused(
            new NpzFile()
                .member(name.equals("..") ? "../.npy" : name + ".npy", array, true)
                .bytes())
        .hasMessageContaining("leads out of a folder");
    assertThat(folder).isDirectoryNotContaining(f -> !f.endsWith("bad.npz"));
  }

  @Test
  void namesTwice() throws IOException {
    String twice =
        new String(two().bytes(), StandardCharsets.ISO_8859_1).replace("other.npy", "first.npy");
    refused(twice.getBytes(StandardCharsets.ISO_8859_1))
        .hasMessageContaining("two arrays are called `first`");
  }

  @Test
  void namesAreFitForATerminal() throws IOException {
    refused(new NpzFile().member("a\u001b[2J\nb.pkl", new byte[1], false).bytes())
        .hasMessageContaining("`a?[2J?b.pkl`");
  }

  @Test
  void numbersThatWereDamaged() throws IOException {
    byte[] array = NpzFile.npy("<f4", "False", "(4,)", new byte[16]);
    byte[] valid = new NpzFile().member("a.npy", array, true).bytes();
    int last = entry(valid, 0) - 1; // a stored member: its last byte
    refused(with(valid, last, 1, 1)).hasMessageContaining("not those that were written");
  }

  @Test
  void encryptedOrPackedOtherwise() throws IOException {
    byte[] valid = two().bytes();
    refused(with(valid, entry(valid, 1) + 8, 2, 1)).hasMessageContaining("encrypted");
    refused(with(valid, entry(valid, 1) + 10, 2, 14)).hasMessageContaining("method");
  }

  @ParameterizedTest
  @CsvSource({"24, 4", "28, 2", "30, 2", "42, 4"})
  void sizesAndPlacesOutsideOfTheFile(int field, int width) throws IOException {
    byte[] valid = two().bytes();
    for (long value : FileMutator.EXTREMES) {
      byte[] changed = with(valid, entry(valid, 1) + field, width, value);
      if (!Arrays.equals(valid, changed)) {
        refused(changed);
      }
    }
  }

  /** Java 17 would allocate for that many members. */
  @Test
  void anEndOfAVeryLargeFile() throws IOException {
    byte[] valid = two().bytes();
    int end = valid.length - END_LENGTH;
    ByteBuffer large = ByteBuffer.allocate(valid.length + 56 + 20).order(ByteOrder.LITTLE_ENDIAN);
    large.put(valid, 0, end);
    large.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    large.putInt(0).putInt(0).putLong(0x7fffffffL).putLong(0x7fffffffL);
    large.putLong(valid.length - END_LENGTH - entry(valid, 0)).putLong(entry(valid, 0));
    large.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    large.put(valid, end, END_LENGTH);
    long memory =
        FileCampaign.allocated(
            () -> {
              try {
                refused(large.array()).hasMessageContaining("zip64");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(memory).isLessThan(4 << 20);
    refused(with(Arrays.copyOf(valid, valid.length + 3), valid.length - 2, 2, 3))
        .hasMessageContaining("its end is missing"); // a comment
  }

  @Test
  void bombs() throws IOException {
    byte[] zeros = new byte[32 << 20];
    byte[] bomb = new NpzFile().array("a", "<f4", "(8388608,)", zeros).bytes();
    assertThat(bomb).hasSizeLessThan(64 << 10);
    refused(bomb).hasMessageContaining("would unpack to 33,554,");
    byte[] small = new NpzFile().array("a", "<f4", "(524288,)", new byte[2 << 20]).bytes();
    assertThat(Npz.read(Files.write(folder.resolve("small.npz"), small)).floats("a"))
        .hasSize(524288); // zeros that somebody may have trained
    NpzFile parts = new NpzFile();
    for (int i = 0; i < 10; i++) {
      parts.array("a" + i, "<f4", "(1000000,)", new byte[4_000_000]);
    }
    refused(parts.bytes()).hasMessageContaining("unpacked, its arrays would have 40,000,");
    byte[] valid = two().bytes();
    byte[] upon = with(valid, entry(valid, 1) + 42, 4, 0); // both where the first one lies
    refused(with(with(upon, entry(valid, 0) + 20, 4, 300), entry(valid, 1) + 20, 4, 300));
    NpzFile many = new NpzFile();
    for (int i = 0; i <= 10_000; i++) {
      many.member(i + ".npy", new byte[0], true);
    }
    refused(many.bytes()).hasMessageContaining("more than 10,000 arrays");
  }

  @Test
  void manyProblemsAreCounted() throws IOException {
    NpzFile many = new NpzFile();
    for (int i = 0; i < 100; i++) {
      many.member(i + ".txt", new byte[0], true);
    }
    refused(many.bytes()).hasMessageContaining("`39.txt`").hasMessageEndingWith("and 60 more.");
  }
}

package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.testing.NpzFile;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged {@code .npz} files: read or refused, never anything else, and with little memory. */
class MutatedNpzTest {

  private static final int FEW = 400;
  private static final int MANY = 50_000;

  private static final List<byte[]> BY_NUMPY = List.of(byNumpy("plain"), byNumpy("packed"));
  private static final int ARRAYS_OF_NUMPY = 6;

  @TempDir Path folder;

  private static byte[] byNumpy(String name) {
    try {
      return Files.readAllBytes(
          Path.of("src/test/resources/dev/ninc/compiler/weights", name + ".npz"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void npz() {
    npz(FEW);
  }

  @Test
  @Tag("campaign")
  void manyNpz() {
    npz(MANY);
  }

  /** Zip files are opened by Java, which keeps a table of the members that a file says it has. */
  private void npz(int count) {
    Path path = folder.resolve("w.npz");
    FileCampaign campaign =
        new FileCampaign("MutatedNpzTest#npz", WeightsException.class, 64, 1 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedNpzTest::damaged,
            file -> Npz.read(Files.write(path, file)),
            MutatedNpzTest::assertSizes);
    assertThat(folder).isDirectoryContaining("glob:**/w.npz").satisfies(MutatedNpzTest::isAlone);
    if (outcome.read() + outcome.refused() >= count) {
      assertThat(outcome.read()).as("files that were read").isGreaterThan(count / 50);
      assertThat(outcome.refused()).as("files that were refused").isGreaterThan(count / 10);
    }
  }

  private static void assertSizes(Weights weights) {
    for (WeightTensor tensor : weights.tensors()) {
      long size = tensor.dims().stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b);
      assertThat(size).isEqualTo(tensor.values().length);
    }
  }

  private static void isAlone(Path folder) {
    assertThat(folder.toFile().list()).hasSize(1);
  }

  /** A file of NumPy's, or one with several large arrays, one of which may be damaged itself. */
  private static byte[] damaged(RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    if (random.nextBoolean()) {
      byte[] written = BY_NUMPY.get(random.nextInt(BY_NUMPY.size()));
      return damaged(written, ARRAYS_OF_NUMPY, mutator, random);
    }
    int arrays = 1 + random.nextInt(4);
    int broken = random.nextInt(3 * arrays);
    NpzFile npz = new NpzFile();
    for (int i = 0; i < arrays; i++) {
      byte[] numbers = new byte[4 * 3 * random.nextInt(random.nextInt(20) == 0 ? 2_000 : 20)];
      random.nextBytes(numbers);
      byte[] array = NpzFile.npy("<f4", "False", "(%d, 3)".formatted(numbers.length / 12), numbers);
      byte[] member = i == broken ? damagedArray(array, mutator, random) : array;
      npz.member("conv%d.weight.npy".formatted(i), member, random.nextBoolean());
    }
    return damaged(npz.bytes(), arrays, mutator, random);
  }

  private static byte[] damagedArray(byte[] array, FileMutator mutator, RandomGenerator random) {
    return random.nextBoolean() ? mutator.edited(array) : mutator.withTextNumber(array);
  }

  /** Anywhere, or an integer of the directory at the end. */
  private static byte[] damaged(
      byte[] file, int arrays, FileMutator mutator, RandomGenerator random) {
    int directory = 70 * arrays + 22; // about so long, with the end
    return switch (random.nextInt(5)) {
      case 0 -> file;
      case 1 -> mutator.edited(file);
      case 2 -> mutator.flipped(file);
      default -> {
        int at = Math.max(0, file.length - 1 - random.nextInt(directory));
        yield mutator.withInteger(file, at, 1 << random.nextInt(4), mutator.extreme());
      }
    };
  }
}

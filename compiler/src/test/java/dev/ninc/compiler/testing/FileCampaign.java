package dev.ninc.compiler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Hands many damaged files to a reader. Each must be read or be refused with the reader's own
 * exception, and cost no more memory than a stated multiple of its size. {@code -Dninc.seed} and
 * {@code -Dninc.count} choose the files.
 *
 * @param test the test that repeats a failure: {@code MutatedFileTest#npy}
 * @param refusal the one exception that the reader is documented to throw
 * @param timesSize bytes that may be allocated for each byte of the file
 * @param plus bytes that may be allocated for any file
 */
public record FileCampaign(
    String test, Class<? extends Exception> refusal, long timesSize, long plus) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Makes a file, the same one for the same seed. */
  public interface Maker {
    byte[] file(RandomGenerator random);
  }

  /** Reads a file; throws where it is refused. */
  public interface Reader<T> {
    T read(byte[] file) throws Exception;
  }

  /** What came of the files. */
  public record Outcome(int read, int refused, double memory) {}

  /**
   * Runs so many files, unless {@code -Dninc.count} says otherwise.
   *
   * @param valid what must hold of a value that was read; its memory does not count
   */
  public <T> Outcome run(int count, Maker maker, Reader<T> reader, Consumer<T> valid) {
    long first = property("ninc.seed", 0);
    long files = property("ninc.count", count);
    warmUp(maker, reader);
    int read = 0;
    double most = 0;
    for (long seed = first; seed < first + files; seed++) {
      byte[] file = maker.file(new MersenneTwister(seed));
      long allowed = timesSize * file.length + plus;
      long before = allocated();
      Optional<T> value = read(seed, file, reader);
      long memory = allocated() - before;
      for (int again = 0; memory > allowed && again < 3; again++) {
        before = allocated(); // what a virtual machine allocates once is not the file's doing
        value = read(seed, file, reader);
        memory = allocated() - before;
      }
      read += value.isPresent() ? 1 : 0;
      if (value.isPresent()) {
        check(seed, value.get(), valid);
      }
      assertThat(memory)
          .as("bytes allocated for a file of %d bytes; %s", file.length, command(seed))
          .isLessThanOrEqualTo(allowed);
      most = Math.max(most, (double) memory / allowed);
    }
    Outcome outcome = new Outcome(read, (int) files - read, most);
    System.out.printf(
        Locale.ROOT,
        "%s, seeds from %d: %,d files, %,d read, %,d refused; at most %.2f of the memory allowed%n",
        test,
        first,
        files,
        outcome.read(),
        outcome.refused(),
        most);
    return outcome;
  }

  /** What classes allocate when they are loaded is not the files' doing. */
  private static void warmUp(Maker maker, Reader<?> reader) {
    for (long seed = 0; seed < 50; seed++) {
      try {
        reader.read(maker.file(new MersenneTwister(seed)));
      } catch (Exception e) {
        continue; // judged when its turn comes
      }
    }
  }

  private <T> void check(long seed, T value, Consumer<T> valid) {
    try {
      valid.accept(value);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(command(seed), e);
    }
  }

  private <T> Optional<T> read(long seed, byte[] file, Reader<T> reader) {
    try {
      return Optional.of(reader.read(file));
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (!refusal.isInstance(e)) {
        throw new AssertionError("no " + refusal.getSimpleName() + "; " + command(seed), e);
      }
      assertThat(e.getMessage()).as(command(seed)).isNotBlank().doesNotContain("\u0000");
      return Optional.empty();
    }
  }

  private String command(long seed) {
    return "to repeat: mvn -B -pl compiler -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
        + test
        + " -Dninc.seed="
        + seed
        + " -Dninc.count=1";
  }

  /** The bytes that are allocated while something runs. */
  public static long allocated(Runnable work) {
    long before = allocated();
    work.run();
    return allocated() - before;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static long property(String name, long otherwise) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? otherwise : Long.parseLong(value);
  }
}

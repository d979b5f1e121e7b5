package dev.ninc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Files that the user named, opened with messages that say what is wrong with them. */
final class UserFiles {

  /** Standard input or output instead of a file, where a command takes that. */
  static final Path STANDARD_STREAM = Path.of("-");

  private UserFiles() {}

  /**
   * A file that is there and can be read; pipes are files too.
   *
   * @param what it is for, as in "the weights"
   */
  static Path readable(Path path, String what) throws Mistake {
    named(path, what);
    if (!Files.exists(path)) {
      throw new Mistake(
          "There is no file `" + path + "` for " + what + ".",
          "a path is taken from `" + Path.of("").toAbsolutePath() + "`.");
    }
    if (Files.isDirectory(path)) {
      throw new Mistake(
          "`" + path + "` is a folder; " + what + " must be a file.", "name the file in it.");
    }
    if (!Files.isReadable(path)) {
      throw new Mistake(
          "`" + path + "` may not be read by this user.", "`ls -l` shows who may read it.");
    }
    return path;
  }

  /**
   * A readable file that is no pipe and no device: it is read twice, or replaced.
   *
   * @param what as for {@link #readable}
   */
  static Path regular(Path path, String what) throws Mistake {
    readable(path, what);
    if (!Files.isRegularFile(path)) {
      throw new Mistake(
          "`" + path + "` is a pipe or a device; " + what + " must be a file.",
          "save it as a file first.");
    }
    return path;
  }

  /** {@code ""} would be the current folder. */
  private static void named(Path path, String what) throws Mistake {
    if (path.toString().isEmpty()) {
      throw new Mistake(
          "The name that is given for " + what + " is empty.",
          "look at the command line: a variable of the shell may be empty.");
    }
  }

  /** A file that can be read into memory as a whole, and a few times over. */
  static Path fitting(Path path) throws IOException, Mistake {
    long most = Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - 16);
    if (Files.size(path) > most) {
      throw new Mistake(
          String.format(
              Locale.ROOT,
              "`%s` has %,d bytes; there is memory for a file of %,d.",
              path,
              Files.size(path),
              most),
          "split it, or " + Failures.MORE_MEMORY);
    }
    return path;
  }

  /** A folder to write into: there already, or one that can be made. */
  static Path folder(Path path) throws Mistake {
    named(path, "the folder to write to");
    for (Path at = path.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at)) {
        if (!Files.isWritable(at)) {
          throw new Mistake(
              "Nothing can be written to `"
                  + path
                  + "`: `"
                  + at
                  + "` may not be changed by this user.",
              "choose another folder.");
        }
        return path;
      }
      if (Files.exists(at)) {
        throw new Mistake(
            "Nothing can be written to `" + path + "`: `" + at + "` is a file.",
            "choose another folder.");
      }
    }
    return path;
  }

  /**
   * A file to write: none that is read, no folder, in a folder that can be written to. What is
   * there is replaced if it looks like an earlier result, and else is somebody's work: {@code -o
   * net.nin} is a slip.
   *
   * @param inputs what the same command reads
   * @param ending of the names of such results, as in ".onnx"
   */
  static Path output(Path path, Collection<Path> inputs, String ending)
      throws IOException, Mistake {
    named(path, "the file to write");
    if (path.equals(STANDARD_STREAM)) {
      throw new Mistake(
          "This is written to a file, and not to standard output.",
          "name the file; one that is called `-` is `./-`.");
    }
    if (Files.isDirectory(path)) {
      throw new Mistake(
          "`" + path + "` is a folder; what is written must be a file.",
          "write `" + path.resolve("network" + ending) + "`, for example.");
    }
    for (Path input : inputs) {
      if (Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input)) {
        throw new Mistake(
            "`" + path + "` is read by this command; it can't be written too.",
            "choose another file to write.");
      }
    }
    if (Files.exists(path) && !isResult(path, ending)) {
      throw new Mistake(
          "`" + path + "` is there already, and is no `" + ending + "` file.",
          "choose a name that ends in `" + ending + "`, or delete the file.");
    }
    folder(path.toAbsolutePath().getParent());
    return path;
  }

  private static boolean isResult(Path path, String ending) {
    return Files.isRegularFile(path) && path.toString().endsWith(ending);
  }

  /** Writes a file, the whole of it or nothing, and makes its folder. */
  static void write(Path path, byte[] bytes) throws IOException {
    OutputFolder.write(
        path.toAbsolutePath().getParent(), Map.of(path.getFileName().toString(), bytes));
  }

  /**
   * Text in UTF-8.
   *
   * @param most the largest file, in bytes, that is read at all
   */
  static String text(Path path, long most) throws IOException {
    return text(path, bytes(path, most));
  }

  /**
   * A whole file.
   *
   * @param most the largest file, in bytes, that is read at all
   */
  static byte[] bytes(Path path, long most) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(most + 1)); // a device's size is unknown
      if (bytes.length > most) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "`%s` has more than the %,d bytes that a file of this kind can have.",
                path,
                most));
      }
      return bytes;
    }
  }

  /** What was read of a file, as text in UTF-8. */
  static String text(Path path, byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("`" + path + "` is not a text in UTF-8: save it as such.", e);
    }
  }
}

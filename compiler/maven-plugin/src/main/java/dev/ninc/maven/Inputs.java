package dev.ninc.maven;

import dev.ninc.compiler.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a network is made of: the files that the compiler asks for, also those that are not there,
 * and those that lie beside. Texts stay inside the folder of the network's file, symbolic links
 * included.
 */
final class Inputs implements Sources {

  /** Bytes; larger than any text that the compiler accepts. */
  private static final int LARGEST = 64 << 20;

  private final Path folder;
  private final SortedMap<String, String> hashes = new TreeMap<>();

  /**
   * @param folder of the network's file
   */
  Inputs(Path folder) {
    this.folder = folder;
  }

  /** The name under which the compiler and its messages know a file: its path, as is. */
  static String name(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** Hashes of all that was asked for, by path; see {@link Hash#NO_FILE}. */
  SortedMap<String, String> hashes() {
    return hashes;
  }

  /** Remembers a file that the compiler does not ask for. */
  void add(Path file) throws IOException {
    hashes.put(name(file), Hash.of(file));
  }

  /** Whether files still have the hashes that they had. */
  static boolean areUnchanged(Map<String, String> hashes) throws IOException {
    for (Map.Entry<String, String> input : hashes.entrySet()) {
      if (!Hash.of(Path.of(input.getKey())).equals(input.getValue())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Optional<String> load(String path) throws IOException {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        hashes.put(path, Hash.NO_FILE);
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new IOException(
            "`" + path + "` lies outside of the network's folder `" + folder + "`.");
      }
      return Optional.of(text(file));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no file can ever be called so
    }
  }

  /** The text of a file that the user named; it may lie anywhere. */
  String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("`" + file + "` is larger than any file of this kind can be.");
    }
    byte[] bytes = Files.readAllBytes(file);
    hashes.put(name(file), Hash.of(bytes));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("`" + file + "` is not a text in UTF-8: save it as such.", e);
    }
  }
}

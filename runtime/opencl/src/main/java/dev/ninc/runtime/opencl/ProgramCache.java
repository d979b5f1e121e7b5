package dev.ninc.runtime.opencl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compiled programs of earlier runs, one file each, which begins with the SHA-256 of the rest: a
 * driver may crash on a program that is damaged. A file appears whole or not at all, so any number
 * of processes may share the folder; whoever likes may delete it. Nothing here fails: where the
 * folder can't be used, that is noted, and the program is compiled.
 */
final class ProgramCache {

  /** The system property that names the folder, or {@code off}. */
  static final String PROPERTY = "ninc.opencl.cache";

  private static final int HASH = 32;

  private final Optional<Path> folder;
  private final Consumer<String> notes;

  ProgramCache(Optional<Path> folder, Consumer<String> notes) {
    this.folder = folder;
    this.notes = notes;
  }

  /**
   * The cache that {@value #PROPERTY} names, else the one in the user's folder for caches.
   *
   * @param notes takes what happens
   */
  static ProgramCache standard(Consumer<String> notes) {
    String asked = System.getProperty(PROPERTY, "");
    if (asked.equals("off")) {
      notes.accept("the cache is off, as -D" + PROPERTY + " says");
      return new ProgramCache(Optional.empty(), notes);
    }
    try {
      return asked.isEmpty()
          ? usual(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"), notes)
          : new ProgramCache(Optional.of(Path.of(asked)), notes);
    } catch (InvalidPathException e) {
      notes.accept("there is no cache: " + e.getMessage());
      return new ProgramCache(Optional.empty(), notes);
    }
  }

  /**
   * Who has no home has no cache: Java calls it {@code ?} then, as in some containers.
   *
   * @param caches the user's folder for caches, where there is one
   */
  static ProgramCache usual(String caches, String home, Consumer<String> notes) {
    if (caches != null && !caches.isBlank() && Path.of(caches).isAbsolute()) {
      return new ProgramCache(Optional.of(Path.of(caches, "ninc")), notes);
    }
    if (home != null && Path.of(home).isAbsolute()) {
      return new ProgramCache(Optional.of(Path.of(home, ".cache", "ninc")), notes);
    }
    notes.accept("there is no cache, since there is no home: name a folder with -D" + PROPERTY);
    return new ProgramCache(Optional.empty(), notes);
  }

  /** The name of all that a compiled program depends on. */
  static String key(String text, String options, Device.Description device, String generator) {
    MessageDigest digest = sha256();
    for (String part :
        new String[] {
          text,
          options,
          device.name(),
          device.vendor(),
          device.platform(),
          device.driver(),
          device.version(),
          generator
        }) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Where the program of this key lies, or would. */
  String file(String key) {
    return folder.map(f -> path(f, key).toString()).orElse("the cache");
  }

  private static Path path(Path folder, String key) {
    return folder.resolve(key + CacheSweep.PROGRAM);
  }

  /** The program of this key, as it was stored. */
  Optional<byte[]> find(String key) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] file = Files.readAllBytes(path(folder.get(), key));
      byte[] program = Arrays.copyOfRange(file, Math.min(HASH, file.length), file.length);
      if (program.length > 0
          && Arrays.equals(sha256().digest(program), Arrays.copyOf(file, HASH))) {
        used(path(folder.get(), key));
        return Optional.of(program);
      }
      notes.accept(file(key) + " is damaged and is made anew");
    } catch (NoSuchFileException e) {
      return Optional.empty(); // the first time
    } catch (IOException e) {
      notes.accept(file(key) + " can't be read: " + reason(e));
    }
    return Optional.empty();
  }

  /**
   * Keeps a program; an empty one is none.
   *
   * @param binary is asked only where the program will be kept: some drivers compile once more for
   *     it
   */
  void store(String key, Supplier<byte[]> binary) {
    if (folder.isEmpty()) {
      return;
    }
    byte[] program = binary.get();
    if (program.length == 0) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
      Path temporary = Files.createTempFile(folder.get(), key, CacheSweep.TEMPORARY);
      try {
        byte[] hash = sha256().digest(program);
        byte[] file = Arrays.copyOf(hash, HASH + program.length);
        System.arraycopy(program, 0, file, HASH, program.length);
        Files.write(temporary, file);
        move(temporary, path(folder.get(), key));
      } finally {
        Files.deleteIfExists(temporary);
      }
      sweep(folder.get());
    } catch (IOException e) {
      notes.accept(
          "the program can't be kept for the next time: "
              + folder.get()
              + " can't be written ("
              + reason(e)
              + "); name another folder with -D"
              + PROPERTY);
    }
  }

  /** Nobody misses a note that can't be made, as in a folder that is only read. */
  private static void used(Path program) {
    try {
      new CacheSweep(System.currentTimeMillis()).used(program);
    } catch (IOException e) {
      return; // it counts as old a little sooner
    }
  }

  /** What can't be deleted stays. */
  private static void sweep(Path folder) {
    try {
      new CacheSweep(System.currentTimeMillis()).sweep(folder);
    } catch (IOException | DirectoryIteratorException e) {
      return; // the next program that is kept tries again
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.ninc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The runtime with which this ninc runs, as a jar to put beside generated classes. */
final class RuntimeJar {

  /** The earliest time that a zip file can say. */
  private static final long NO_TIME = 315_532_800_000L;

  private RuntimeJar() {}

  static byte[] bytes() throws IOException {
    Path runtime = GeneratedClasses.runtime();
    return Files.isDirectory(runtime) ? packed(runtime) : Files.readAllBytes(runtime);
  }

  /** Where ninc runs from a build that has made no jars yet, as its tests may do. */
  private static byte[] packed(Path classes) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(classes.relativize(file).toString().replace('\\', '/'));
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(Files.readAllBytes(file));
      }
    }
    return jar.toByteArray();
  }
}

package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted from the cache, and what is not. */
class CacheSweepTest {

  private static final long NOW = 1_893_456_000_000L;
  private static final String KEY = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private Path file(String name, long days) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.fromMillis(NOW - TimeUnit.DAYS.toMillis(days)));
    return file;
  }

  @Test
  void deletesWhatNobodyUsesAnyMore() throws IOException {
    Path old = file(KEY + ".clbin", 91);
    Path recent = file(KEY.replace('0', 'f') + ".clbin", 89);
    Path left = file(KEY + "123.tmp", 2);
    Path writing = file(KEY + "124.tmp", 0);
    new CacheSweep(NOW).sweep(folder);
    assertThat(old).doesNotExist();
    assertThat(left).doesNotExist();
    assertThat(recent).exists();
    assertThat(writing).exists();
  }

  @Test
  void leavesOthersFilesAlone() throws IOException {
    Path other = file("mine.clbin", 1000);
    Path notes = file(KEY + ".txt", 1000);
    Path directory = Files.createDirectory(folder.resolve(KEY + ".tmp"));
    Files.setLastModifiedTime(directory, FileTime.fromMillis(0));
    new CacheSweep(NOW).sweep(folder);
    assertThat(other).exists();
    assertThat(notes).exists();
    assertThat(directory).exists();
  }

  @Test
  void whatIsUsedIsNotOld() throws IOException {
    Path old = file(KEY + ".clbin", 91);
    new CacheSweep(NOW).used(old);
    new CacheSweep(NOW).sweep(folder);
    assertThat(old).exists();
  }
}

package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir Path folder;

  @Test
  void foldersAreMadeAndOldFilesReplaced() throws Exception {
    Files.write(folder.resolve("b"), new byte[] {9});
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("x/y/a", new byte[] {1});
    files.put("b", new byte[] {2});
    assertThat(OutputFolder.write(folder, files))
        .containsExactly(folder.resolve("x/y/a"), folder.resolve("b"));
    assertThat(folder.resolve("x/y/a")).hasBinaryContent(new byte[] {1});
    assertThat(folder.resolve("b")).hasBinaryContent(new byte[] {2});
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void whereOneFileCannotBeWrittenNoneIs() throws Exception {
    Files.write(folder.resolve("file"), new byte[] {9});
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a", new byte[] {1});
    files.put("file/b", new byte[] {2});
    assertThatThrownBy(() -> OutputFolder.write(folder, files)).isInstanceOf(IOException.class);
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void whatAKilledRunLeftIsNotInTheWay() throws Exception {
    long pid = ProcessHandle.current().pid(); // a container gives each run the same one
    Files.write(folder.resolve(".a." + pid + ".part"), new byte[] {9});
    OutputFolder.write(folder, Map.of("a", new byte[] {1}));
    assertThat(folder.resolve("a")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void filesAreReadableByWhomTheUserAllows() throws Exception {
    Path ordinary = Files.write(folder.resolve("ordinary"), new byte[] {9});
    OutputFolder.write(folder, Map.of("a", new byte[] {1}));
    assertThat(Files.getPosixFilePermissions(folder.resolve("a")))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void obsoleteFilesGoWhenTheNewOnesAreComplete() throws Exception {
    Path old = Files.write(folder.resolve("old"), new byte[] {9});
    Files.write(folder.resolve("file"), new byte[] {9});
    Map<String, byte[]> impossible = Map.of("file/b", new byte[] {2});
    assertThatThrownBy(() -> OutputFolder.write(folder, impossible, List.of(old)))
        .isInstanceOf(IOException.class);
    assertThat(old).exists();
    OutputFolder.write(folder, Map.of("a", new byte[] {1}), List.of(old));
    assertThat(old).doesNotExist();
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}

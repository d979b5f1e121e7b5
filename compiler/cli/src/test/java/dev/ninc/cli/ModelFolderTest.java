package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

  @TempDir Path folder;

  /** On some system each of many names is none: these are on all, and on Unix. */
  @ParameterizedTest
  @ValueSource(strings = {"w\u0000.bin", "w\ud800.bin"})
  void namesThatNoFileCanHave(String location) {
    ModelFolder files = new ModelFolder(folder.resolve("net.onnx"));
    assertThatThrownBy(() -> files.read(location, 0, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("`w")
        .hasMessageContaining(".bin` is no ");
  }

  @Test
  void aPartOfAFile() throws IOException {
    Files.write(folder.resolve("w.bin"), new byte[] {1, 2, 3});
    ModelFolder files = new ModelFolder(folder.resolve("net.onnx"));
    assertThat(files.read("w.bin", 1, 2).array()).containsExactly(2, 3);
    assertThatThrownBy(() -> files.read("w.bin", 2, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("`w.bin` ends after 3 bytes, before the tensor does");
  }
}

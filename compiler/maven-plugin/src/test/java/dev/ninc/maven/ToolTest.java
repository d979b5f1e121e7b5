package dev.ninc.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

  @TempDir private Path folder;

  @Test
  void allJarsOfThePluginCount() throws IOException {
    Path plugin = Files.writeString(folder.resolve("plugin.jar"), "");
    Path grammar = Files.writeString(folder.resolve("gram mar.jar"), "");
    URL[] urls = {plugin.toUri().toURL(), grammar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      assertThat(Tool.places(loader)).containsExactly(grammar, plugin);
      String before = Tool.hash(loader);
      assertThat(Tool.hash(loader)).isEqualTo(before);
      Files.writeString(grammar, "another version of the same name");
      assertThat(Tool.hash(loader)).isNotEqualTo(before);
    }
  }
}

package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warning is printed once, beside a result that is there all the same. */
class WarningsTest {

  private static final String TEXT =
      "network Tiny {\n  input 3x8x8\n  conv 3x3 4 pad 1\n  batchnorm\n  relu\n  gap\n}\n";

  @TempDir Path folder;
  private Path network;

  @BeforeEach
  void write() throws Exception {
    network = Files.writeString(folder.resolve("tiny.nin"), TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "summary", "graph", "dump", "compile", "verify"})
  void allCommandsGoOn(String command) throws Exception {
    List<Object> words = new ArrayList<>(List.of(command, network));
    if (command.equals("compile")) {
      words.addAll(List.of("-d", folder.resolve("gen")));
    } else if (command.equals("graph")) {
      words.addAll(List.of("-o", folder.resolve("tiny.svg")));
    }
    Cli.Outcome outcome = ninc(words.toArray());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isNotEmpty().doesNotContain("NIN0127");
    assertThat(outcome.err()).containsOnlyOnce("warning[NIN0127]").contains(network + ":4:3");
  }

  @Test
  void toolsSeeThatItIsAWarning() throws Exception {
    Cli.Outcome outcome = ninc("check", network, "--format", "json");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsOnlyOnce("\"NIN0127\"")
        .containsOnlyOnce("\"severity\" : \"warning\"");
  }
}

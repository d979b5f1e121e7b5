package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {

  private static final Path BASH = Path.of("/bin/bash");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ninc ver, verify",
    "ninc sum, summary",
    "ninc imp, import",
    "ninc import ca, caffe",
    "ninc import nu, numpy",
    "ninc weights --map-, --map-file",
    "ninc export on, onnx",
    "ninc run --wei, --weights",
    "ninc dump --tr, --trace",
    "ninc --col, --color",
    "ninc completion z, zsh",
    "ninc run --backend sc, scalar",
    "ninc dump --after fuse-p, fuse-pointwise",
    "ninc check ti, tiny.nin",
    "ninc run tiny.nin --weights tr, trained.safetensors",
  })
  void bashCompletes(String line, String word) throws Exception {
    assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
    assertThat(complete(line)).containsExactly(word);
  }

  @Test
  void aListOfAllThatFits() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
    assertThat(complete("ninc c")).contains("check", "compile", "completion");
    assertThat(complete("ninc verify --im")).containsExactly("--images");
  }

  @Test
  void zshGetsTheScriptThatKnowsIt() {
    String script = ninc("completion", "zsh").out();
    assertThat(script).contains("ZSH_VERSION").isEqualTo(ninc("completion", "BASH").out());
    assertThat(script).doesNotContain("\r");
  }

  @Test
  void otherShellsHaveNone() {
    Cli.Outcome outcome = ninc("completion", "tcsh");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("`tcsh` is none of bash, zsh.");
    assertThat(ninc("completion").code()).isEqualTo(2);
  }

  /** What bash offers for the last word of a line. */
  private List<String> complete(String line) throws Exception {
    Files.writeString(folder.resolve("ninc.bash"), ninc("completion", "bash").out());
    Files.writeString(folder.resolve("tiny.nin"), Tiny.TEXT);
    Files.writeString(folder.resolve("trained.safetensors"), "");
    String script =
        """
        source ninc.bash
        COMP_WORDS=(%s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_ninc
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(line);
    Process bash =
        new ProcessBuilder(BASH.toString(), "--norc", "-c", script)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD) // `compopt` works in a real completion
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return out.lines().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList();
  }
}

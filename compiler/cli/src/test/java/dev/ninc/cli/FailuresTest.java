package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  @Test
  void aBugOfOursSaysSo() {
    assertThat(message(new CompilerBug("no node"), false))
        .startsWith("error: This is a bug in ninc")
        .contains("CompilerBug: no node", "report", "ninc --version")
        .doesNotContain("\tat ");
    assertThat(message(new NullPointerException(), false)).contains("bug in ninc");
  }

  @Test
  void whereItHappenedOnRequest() {
    assertThat(message(new CompilerBug("no node"), true))
        .contains("\tat dev.ninc.cli.FailuresTest");
  }

  @Test
  void mistakesHaveAHint() {
    assertThat(message(new Mistake("The file is empty.", "write into it."), false).lines())
        .containsExactly("error: The file is empty.", "Hint: write into it.");
  }

  @Test
  void filesAreNamed() {
    assertThat(message(new NoSuchFileException("a.nin"), false))
        .isEqualToIgnoringNewLines("error: There is no file `a.nin`.");
    assertThat(message(new AccessDeniedException("a.nin"), false)).contains("`a.nin` may not be");
    assertThat(message(new FileSystemException("a.nin", null, "Disk full"), false))
        .isEqualToIgnoringNewLines("error: `a.nin` can't be read or written: Disk full.");
    assertThat(message(new UncheckedIOException(new IOException("broken pipe")), false))
        .isEqualToIgnoringNewLines("error: Broken pipe.");
  }

  private static String message(Exception thrown, boolean stackTrace) {
    StringWriter err = new StringWriter();
    NincCommand root = new NincCommand();
    root.stackTrace = stackTrace;
    CommandLine command = new CommandLine(root).setErr(new PrintWriter(err, true));
    assertThat(Failures.execution(thrown, command, null)).isEqualTo(1);
    return err.toString();
  }
}

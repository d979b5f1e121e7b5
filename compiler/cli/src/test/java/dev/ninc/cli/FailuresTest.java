package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        .containsExactly("error: The file is empty.", "Hint: Write into it.");
  }

  @Test
  void filesAreNamed() {
    assertThat(message(new NoSuchFileException("a.nin"), false))
        .isEqualToIgnoringNewLines("error: There is no file `a.nin`.");
    assertThat(message(new AccessDeniedException("a.nin"), false)).contains("`a.nin` may not be");
    assertThat(message(new FileSystemException("a.nin", null, "Disk full"), false))
        .isEqualToIgnoringNewLines("error: `a.nin` can't be read or written: Disk full.");
    assertThat(message(new FileSystemException("a.nin"), false))
        .isEqualToIgnoringNewLines("error: `a.nin` can't be read or written.");
    assertThat(message(new FileAlreadyExistsException("out"), false))
        .isEqualToIgnoringNewLines("error: `out` is in the way: it is there, and is no folder.");
    assertThat(message(new DirectoryNotEmptyException("out"), false)).contains("`out`", "empty");
    assertThat(message(new NotDirectoryException("out"), false)).contains("`out` is no folder.");
    assertThat(message(new IOException(), false)).contains("(IOException)").doesNotContain("null");
    assertThat(message(new UncheckedIOException(new IOException("broken pipe")), false))
        .isEqualToIgnoringNewLines("error: Broken pipe.");
  }

  @Test
  void shortMemoryIsSaidWhereverItIsFound() {
    Exception late = new CompilerBug("the class can't be loaded", new OutOfMemoryError("heap"));
    assertThat(message(late, false))
        .contains("MiB of memory are too little", "Hint: ", "JDK_JAVA_OPTIONS=-Xmx8g ninc")
        .doesNotContain("bug", "\tat ");
  }

  /** In a Java of its own, as it is the process that must not end with a stack trace. */
  @Test
  void aNetworkThatIsTooLargeForTheMemory(@TempDir Path folder) throws Exception {
    Path network =
        Files.writeString(
            folder.resolve("large.nin"),
            "network Large {\n  input 3x1024x1024\n  conv 1x1 64\n  gap\n}\n");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "verify",
                network.toString())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(err).content().contains("error: 64 MiB of memory").doesNotContain("\tat ", "Error");
    assertThat(process.exitValue()).isEqualTo(1);
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

package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter terminal = new StringWriter();
  private long now = Long.MAX_VALUE - 5; // a clock may overflow
  private final Progress progress = new Progress(new PrintWriter(terminal), () -> now);

  @Test
  void nothingIsShownOfWhatIsQuick() {
    progress.at("working");
    progress.refresh();
    seconds(1.9);
    progress.refresh();
    progress.close();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void theLineIsRewrittenInPlaceAndGoneAtTheEnd() {
    progress.at("running", "image", 1, 3);
    seconds(2);
    progress.refresh();
    progress.refresh(); // the same line is not drawn twice
    progress.at("running", "image", 2, 3);
    seconds(1);
    progress.refresh();
    progress.close();
    progress.close();
    progress.refresh();
    assertThat(terminal.toString())
        .isEqualTo(
            "<running, image 1 of 3 … 2 s<running, image 2 of 3 … 3 s<".replace("<", "\r\u001B[K"));
  }

  @Test
  void aLineIsShorterThanAScreenIsWide() {
    progress.at("x".repeat(200));
    seconds(5);
    progress.refresh();
    assertThat(terminal.toString()).hasSize("\r\u001B[K".length() + 78);
  }

  @Test
  void onePieceIsNotCounted() {
    progress.at("running", "image", 1, 1);
    seconds(2);
    progress.refresh();
    assertThat(terminal.toString()).endsWith("running … 2 s");
  }

  @Test
  void itNeedsATerminalThatRewrites() {
    assertThat(NincCommand.rewrites(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(NincCommand.rewrites(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isTrue();
    assertThat(NincCommand.rewrites(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(NincCommand.rewrites(Map.of("TERM", "xterm"), false)).isFalse();
  }

  private void seconds(double seconds) {
    now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }
}

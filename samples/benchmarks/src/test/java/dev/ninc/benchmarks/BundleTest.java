package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measured processes read, and the processes themselves. */
class BundleTest {

  private static final String NETWORK = "network Tiny { input 3x8x8 conv 3x3 4 pad 1 gap softmax }";

  @Test
  void everyKindOfProcessGivesTheSameFirstAnswer(@TempDir Path folder) throws IOException {
    Bundle bundle = Bundle.write(Subject.of("tiny.nin", NETWORK), folder.resolve("bundle"));
    Path natives = PeerNatives.unpack(folder.resolve("natives"));
    List<Double> answers = new ArrayList<>();
    for (Start start : Start.values()) {
      FreshProcess.Run run = FreshProcess.of(start.command(bundle, natives, 0));
      assertThat(run.firstMillis()).isBetween(1.0, run.millis());
      answers.add(run.printed().get("first"));
    }
    assertThat(answers)
        .allSatisfy(a -> assertThat(a).isBetween(0.999 * answers.get(0), 1.001 * answers.get(0)));
  }

  @Test
  void aProcessThatGoesOnSaysWhatRequestsTook(@TempDir Path folder) throws IOException {
    Bundle bundle = Bundle.write(Subject.of("tiny.nin", NETWORK), folder);
    FreshProcess.Run run = FreshProcess.of(Start.SCALAR.command(bundle, folder, 1));
    assertThat(run.printed()).containsKeys("worst", "settled", "usual", "memory");
    assertThat(run.printed().get("usual")).isBetween(0.0, run.printed().get("worst"));
  }

  @Test
  void whatIsMadeHereAndWhatIsReadRunTheSame(@TempDir Path folder) throws IOException {
    Subject subject = Subject.of("tiny.nin", NETWORK);
    Subject ready = subject.from(Bundle.write(subject, folder));
    for (EngineKind kind : EngineKind.everywhere()) {
      assertThat(outputs(kind, ready)).isEqualTo(outputs(kind, subject));
    }
  }

  private static float[][] outputs(EngineKind kind, Subject subject) throws IOException {
    try (Engine engine = kind.open(subject, new Load(3, 1))) {
      engine.images(subject.images(3, 1));
      engine.run();
      return engine.outputs();
    }
  }

  @Test
  void imagesOfAnotherSize() throws IOException {
    assertThat(Subject.sample("nin-cifar10@64").input().width()).isEqualTo(64);
    assertThat(Subject.sample("nin-cifar10@64").input().height()).isEqualTo(64);
  }

  @Test
  void aProcessThatFailsSaysWhy() {
    assertThatThrownBy(() -> FreshProcess.of(List.of(Machine.executable(), "no.such.Program")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.such.Program");
  }
}

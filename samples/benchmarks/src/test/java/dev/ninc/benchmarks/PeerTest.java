package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.random.RandomNetwork;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The peer computes what the network means, whatever the network. */
class PeerTest {

  private static final int NETWORKS = 150;

  @Test
  void randomNetworksGiveWhatTheInterpreterGives() throws IOException {
    for (long seed = 0; seed < NETWORKS; seed++) {
      String text = RandomNetwork.of(seed).text();
      Subject subject = Subject.of("random.nin", text);
      agrees(subject, "seed " + seed + "\n" + text);
    }
  }

  /** Rounded up with padding that counts: what ONNX's own {@code ceil_mode} does not say. */
  @Test
  void averagesOverPaddingThatWindowsOverhang() throws IOException {
    for (String option : new String[] {"", "floor", "inside", "floor inside"}) {
      for (String size : new String[] {"3x3 stride 2", "2x3 stride 2", "4x4 stride 3"}) {
        String text =
            "network N { input 2x8x9 avgpool %s pad 1 %s conv 1x1 3 act linear }"
                .formatted(size, option);
        agrees(Subject.of("pool.nin", text), text);
      }
    }
  }

  @Test
  void bothBackendsAgreeOnASample() throws IOException {
    assertThat(Agreement.of(Subject.sample("nin-mnist")))
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.agrees()).as("%s", f).isTrue());
  }

  private static void agrees(Subject subject, String what) {
    float[] image = subject.image(3);
    Graph graph = subject.network().graph();
    var expected = new Interpreter(graph, subject::weight).run(image);
    try (Engine peer = EngineKind.ONNXRUNTIME.open(subject)) {
      peer.image(image);
      peer.run();
      for (int i = 0; i < graph.outputs().size(); i++) {
        double[] right = expected.get(graph.outputs().get(i).value()).values();
        float[] rounded = new float[right.length];
        for (int k = 0; k < right.length; k++) {
          rounded[k] = (float) right[k];
        }
        assertThat(Agreement.difference(rounded, peer.outputs()[i]))
            .as(what)
            .isLessThan(Agreement.TOLERANCE);
      }
    }
  }
}

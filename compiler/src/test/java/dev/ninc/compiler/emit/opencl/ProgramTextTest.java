package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Clang;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ProgramTextTest {

  private static final int RANDOM_NETWORKS = 20;

  @TempDir private Path folder;

  /** Clang finds nothing to complain of, in any program for any of the networks. */
  @TestFactory
  Stream<DynamicTest> programsAreLegal() throws IOException {
    Map<String, Network> networks = new LinkedHashMap<>();
    Programs.all().forEach(network -> networks.put(network.graph().name(), network));
    for (Path sample : Samples.all()) {
      networks.put(sample.getFileName().toString(), Samples.network(sample));
    }
    for (int seed = 0; seed < RANDOM_NETWORKS; seed++) {
      networks.put("seed-" + seed, Programs.network(RandomNetwork.of(seed).toString()));
    }
    return networks.entrySet().stream()
        .flatMap(
            network ->
                Stream.of(OpenClTarget.values())
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                network.getKey() + " for " + target,
                                () -> assertLegal(network.getValue(), target))));
  }

  private void assertLegal(Network network, OpenClTarget target) throws IOException {
    String text = Programs.text(network, target);
    assertThat(text).matches("[\\x20-\\x7e\\n]*");
    Clang.require();
    Clang.assertAccepts(Files.writeString(folder.resolve(target + ".cl"), text));
  }

  @Test
  void textIsTheSameEachTime() {
    assertThat(Programs.text(Programs.network(Programs.ALL_OPS), OpenClTarget.CPU))
        .isEqualTo(Programs.text(Programs.network(Programs.ALL_OPS), OpenClTarget.CPU));
  }

  /** What users write stands in comments: it can't end them, whatever it is. */
  @Test
  void commentsStayComments() throws IOException {
    Network network =
        Programs.network(
            """
            /// A café in Zürich ends with a backslash \\
            /// or a trigraph ??/
            /// or */ }
            network Cafe {
              input 1x2x2
              conv 1x1 1
            }
            """);
    String text = Programs.text(network, OpenClTarget.CPU);
    assertThat(text).contains("// A cafe in Zurich ends with a backslash /\n");
    assertThat(text).contains("// or a trigraph ? ?/\n");
    Clang.require();
    Clang.assertAccepts(Files.writeString(folder.resolve("net.cl"), text));
  }
}

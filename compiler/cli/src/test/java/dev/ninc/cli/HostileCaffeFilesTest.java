package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever files are given to {@code ninc import caffe}: a message that helps, and no new file. */
class HostileCaffeFilesTest {

  private static final String NET =
      """
      input: "data" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2
      layer { name: "a" type: "InnerProduct" bottom: "data" top: "a"
        inner_product_param { num_output: 1 } }
      """;

  @TempDir Path folder;
  private Path prototxt;
  private Path weights;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    prototxt = Files.writeString(folder.resolve("net.prototxt"), NET);
    weights = Files.write(folder.resolve("net.caffemodel"), caffemodel());
    out = folder.resolve("out");
  }

  /** A layer (100) of name (1) {@code a} with blobs (7) of shape (7) and numbers (5). */
  private static byte[] caffemodel() {
    byte[] weight = {42, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 58, 4, 10, 2, 1, 4};
    byte[] bias = {42, 4, 0, 0, 0, 0, 58, 3, 10, 1, 1};
    ByteArrayOutputStream layer = new ByteArrayOutputStream();
    layer.writeBytes(new byte[] {10, 1, 'a', 58, (byte) weight.length});
    layer.writeBytes(weight);
    layer.writeBytes(new byte[] {58, (byte) bias.length});
    layer.writeBytes(bias);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0xa2, 6, (byte) layer.size()});
    file.writeBytes(layer.toByteArray());
    return file.toByteArray();
  }

  private Cli.Outcome run() {
    return ninc("import", "caffe", "--prototxt", prototxt, "-w", weights, "-d", out);
  }

  private void assertRefused(Path culprit) throws IOException {
    Cli.Outcome outcome = run();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .startsWith("error")
        .contains(culprit.getFileName().toString())
        .doesNotContain("\tat ", "Exception", "bug in ninc", "\u001b[31m", "\u0000");
    assertThat(out).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(prototxt, weights);
    }
  }

  @Test
  void theFilesThatTheOthersVaryAreRight() {
    Cli.Outcome outcome = run();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(out.resolve("net.nin")).content().contains("a: fc 1 act linear");
  }

  @Test
  void weightsThatAreCutOff() throws IOException {
    byte[] whole = caffemodel();
    for (int length = 0; length < whole.length; length++) {
      Files.write(weights, Arrays.copyOf(whole, length));
      assertRefused(weights);
    }
  }

  @Test
  void weightsWithALieInAnyByte() throws IOException {
    byte[] whole = caffemodel();
    for (int at = 0; at < whole.length; at++) {
      byte[] lie = whole.clone();
      lie[at] = (byte) 0xff;
      Files.write(weights, lie);
      Cli.Outcome outcome = run();
      assertThat(outcome.err()).doesNotContain("\tat ", "bug in ninc");
      assertThat(outcome.code()).isLessThan(2);
      assertThat(Files.exists(out)).isEqualTo(outcome.code() == 0);
      for (String name : new String[] {"net.nin", "net.safetensors", ""}) {
        Files.deleteIfExists(out.resolve(name));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "layer {",
        "input: \"\u001b[31m\" layer { name: \"a\" type: \"\u001b[31m\" top: \"b\" }",
        "layer { name: \"a\nb\" type: \"ReLU\" }",
        "layer { name: \"a\" type: \"Nothing\" bottom: \"nowhere\" top: \"a\" }",
        "input: \"data\" input_dim: 1 input_dim: -1 input_dim: 0 input_dim: 99999999999",
        "layers { layer { name: \"a\" type: \"conv\" } bottom: \"data\" }",
        "net: \"../../../etc/passwd\""
      })
  void definitionsThatAreWrong(String text) throws IOException {
    Files.writeString(prototxt, text);
    assertRefused(prototxt);
  }

  @Test
  void definitionsThatAreTooLarge() throws IOException {
    Files.writeString(prototxt, NET + "#".repeat(9 << 20));
    assertRefused(prototxt);
  }

  @Test
  void definitionsThatNestTooDeeply() throws IOException {
    Files.writeString(prototxt, "a { ".repeat(1_000_000));
    assertRefused(prototxt);
  }
}

package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCaffeCommandTest {

  private static final String DEFINITION =
      """
      name: "Any"
      layers { name: "look" type: CONVOLUTION bottom: "data" top: "look"
        convolution_param { num_output: 2 kernel_size: 1 } }
      layers { name: "mean" type: POOLING bottom: "look" top: "mean"
        pooling_param { pool: AVE global_pooling: true } }
      layers { name: "prob" type: SOFTMAX bottom: "mean" top: "prob" }
      """;

  @TempDir Path folder;
  private Path prototxt;
  private Path weights;

  @BeforeEach
  void write() throws IOException {
    prototxt =
        Files.writeString(
            folder.resolve("net.prototxt"),
            "input: \"data\" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2\n" + DEFINITION);
    weights = Files.write(folder.resolve("my_net2.caffemodel"), caffemodel(1));
  }

  /** A network that does not say how large an image is, and its weights for so many channels. */
  static void write(Path prototxt, Path weights, int channels) throws IOException {
    Files.writeString(prototxt, "input: \"data\"\n" + DEFINITION);
    Files.write(weights, caffemodel(channels));
  }

  @Test
  void whatIsImportedRuns() throws Exception {
    Path out = folder.resolve("out");
    Cli.Outcome outcome =
        ninc("import", "caffe", "--prototxt", prototxt, "--weights", weights, "-d", out);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Path nin = out.resolve("my-net2.nin");
    Path tensors = out.resolve("my-net2.safetensors");
    assertThat(outcome.out().lines()).containsExactly(nin.toString(), tensors.toString());
    assertThat(nin).content().contains("network MyNet2 {", "look: cccp 2 act linear");
    Path image = Files.write(folder.resolve("zero.f32le"), new byte[16]);
    Cli.Outcome run = ninc("run", nin, image, "-w", tensors, "--json", "-b", "interp");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("0.731058"); // 1 / (1 + exp(−1)), from the biases 1 and 0
  }

  @Test
  void theNameCanBeChosen() {
    Path out = folder.resolve("out");
    ninc("import", "caffe", "--prototxt", prototxt, "-w", weights, "-d", out, "--name", "Other");
    assertThat(out.resolve("other.nin")).content().contains("network Other {");
  }

  @Test
  void aMissingShapeIsAskedFor() throws Exception {
    Files.writeString(prototxt, "input: \"data\"\n" + DEFINITION);
    Path out = folder.resolve("out");
    Cli.Outcome outcome = ninc("import", "caffe", "--prototxt", prototxt, "-w", weights, "-d", out);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("--input");
    assertThat(out).doesNotExist();
    assertThat(
            ninc(
                    "import",
                    "caffe",
                    "--prototxt",
                    prototxt,
                    "-w",
                    weights,
                    "-d",
                    out,
                    "--input",
                    "1x2x2")
                .code())
        .isZero();
  }

  @Test
  void filesThatAreNone() {
    Cli.Outcome outcome =
        ninc("import", "caffe", "--prototxt", weights, "-w", prototxt, "-d", folder.resolve("out"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("error: The definition `" + weights)
        .contains("Hint: Are the two files swapped?")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("out")).doesNotExist();
    outcome = ninc("import", "caffe", "--prototxt", prototxt, "-w", prototxt, "-d", folder);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`" + prototxt + "` is a text", "swapped?");
    outcome = ninc("import", "caffe", "--prototxt", "nix", "-w", weights, "-d", folder);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`nix`");
  }

  @Test
  void anInputOfOtherChannelsIsBlamedItself() {
    Cli.Outcome outcome = caffe("--input", "3x2x2");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("`--input 3x2x2`", "trained with, 1.", "Write `--input 1x2x2`")
        .doesNotContain("definition");
  }

  @Test
  void whatTheUserEditedIsKept() throws Exception {
    assertThat(caffe().code()).isZero();
    assertThat(caffe().code()).as("once more, unchanged").isZero();
    Path nin = folder.resolve("out/my-net2.nin");
    Files.writeString(nin, "// mine\n" + Files.readString(nin));
    Cli.Outcome outcome = caffe();
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("`" + nin + "` is there already", "`--force`");
    assertThat(nin).content().startsWith("// mine");
    assertThat(caffe("--force").code()).isZero();
    Path tensors = Files.write(folder.resolve("out/my-net2.safetensors"), new byte[1]);
    assertThat(caffe().err()).contains("`" + tensors + "` is there already");
    assertThat(tensors).hasSize(1);
    assertThat(caffe("--force").code()).isZero();
    assertThat(nin).content().startsWith("/// Imported");
  }

  private Cli.Outcome caffe(String... more) {
    List<Object> words = new ArrayList<>(List.of("import", "caffe", "--prototxt", prototxt));
    words.addAll(List.of("-w", weights, "-d", folder.resolve("out")));
    words.addAll(List.of(more));
    return ninc(words.toArray());
  }

  @ParameterizedTest
  @CsvSource({"import", "import tensorflow", "import caffe", "import caffe --input 3 -d x"})
  void usage(String line) {
    assertThat(ninc((Object[]) line.split(" ")).code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"3x32", "0x2x2", "ax2x2", "1x2x2x2"})
  void shapesThatAreNone(String shape) {
    Cli.Outcome outcome =
        ninc(
            "import",
            "caffe",
            "--prototxt",
            prototxt,
            "-w",
            weights,
            "-d",
            folder,
            "--input",
            shape);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--input").contains(shape);
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10_nin, Cifar10Nin, cifar10-nin",
    "bvlc-reference, BvlcReference, bvlc-reference",
    "10net, Net10net, net10net",
    "NIN, NIN, nin",
    "..., Net, net"
  })
  void names(String base, String network, String file) {
    assertThat(FileNames.toNetwork(base)).isEqualTo(network);
    assertThat(FileNames.ofNetwork(network)).isEqualTo(file);
  }

  /** A file of the old format: NetParameter.layers = 2; name = 4, type = 5, blobs = 6. */
  private static byte[] caffemodel(int channels) throws IOException {
    return message(
        net ->
            net.writeBytes(
                2,
                ByteString.copyFrom(
                    message(
                        layer -> {
                          layer.writeString(4, "look");
                          layer.writeEnum(5, 4);
                          layer.writeBytes(6, blob(2, channels, 1, weights(channels)));
                          layer.writeBytes(6, blob(1, 1, 2, 1, 0));
                        }))));
  }

  /** 3 for the first output's inputs, −1 for the second's. */
  private static float[] weights(int channels) {
    float[] weights = new float[2 * channels];
    Arrays.fill(weights, 0, channels, 3);
    Arrays.fill(weights, channels, 2 * channels, -1);
    return weights;
  }

  /** num = 1, channels = 2, height = 3, width = 4, data = 5. */
  private static ByteString blob(int num, int channels, int width, float... data)
      throws IOException {
    return ByteString.copyFrom(
        message(
            blob -> {
              blob.writeInt32(1, num);
              blob.writeInt32(2, channels);
              blob.writeInt32(3, 1);
              blob.writeInt32(4, width);
              for (float number : data) {
                blob.writeFloat(5, number);
              }
            }));
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}

package dev.ninc.cli;

import static dev.ninc.cli.Cli.ninc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

  @TempDir Path folder;
  private Path network;
  private Path weights;

  @BeforeEach
  void write() throws IOException {
    network = Tiny.network(folder);
    weights = Tiny.weights(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interp", "scalar", "vector", "auto"})
  void allBackendsAnswerTheSame(String backend) throws Exception {
    Path blue = picture("blue.png", 0x0000ff);
    Cli.Outcome outcome = ninc("run", network, blue, "-w", weights, "--backend", backend);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines().map(String::strip))
        .contains(blue.toString(), "99.99 %  blue", "0.00 %  red", "0.00 %  green");
    // What a class chooses answers with scalar kernels first.
    assertThat(outcome.out()).contains("backend: " + (backend.equals("auto") ? "scalar" : backend));
  }

  @Test
  void threadsShareAnImage() throws Exception {
    Path blue = picture("blue.png", 0x0000ff);
    String alone = ninc("run", network, blue, "-w", weights, "--json").out();
    Cli.Outcome shared = ninc("run", network, blue, "-w", weights, "--json", "--threads", "3");
    assertThat(shared.code()).as(shared.err()).isZero();
    assertThat(shared.out()).isEqualTo(alone);
    assertThat(ninc("run", network, blue, "--threads", "0").err()).contains("from 1 to 256");
    assertThat(ninc("run", network, blue, "--threads", "2", "-b", "interp").code()).isEqualTo(2);
  }

  @Test
  void tensorsCanBeRenamed() throws Exception {
    Path green = picture("green.png", 0x00ff00);
    Files.writeString(network, Tiny.TEXT.replace("look:", "eye:"));
    assertThat(ninc("run", network, green, "-w", weights).code()).isEqualTo(1);
    Cli.Outcome outcome =
        ninc(
            "run",
            network,
            green,
            "-w",
            weights,
            "-b",
            "interp",
            "--map",
            "look.weight=eye.weight",
            "--map",
            "look.bias=eye.bias");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("99.99 %  green");
  }

  @Test
  void aRenamingOfWhatIsNotThereIsExplained() throws Exception {
    Path green = picture("green.png", 0x00ff00);
    Cli.Outcome outcome =
        ninc("run", network, green, "-w", weights, "--map", "lok.weight=eye.weight");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("error: ")
        .contains("`lok.weight` is not in the file", "`look.weight` meant?")
        .doesNotContain("\tat ", "bug in ninc");
    outcome = ninc("run", network, green, "--map", "look.weight=eye.weight");
    assertThat(outcome.code()).as("nothing to rename").isEqualTo(2);
    assertThat(outcome.err()).contains("--weights");
  }

  @Test
  void seededWeightsAreSaidToBe() throws Exception {
    Cli.Outcome outcome = ninc("run", network, picture("red.png", 0xff0000), "--json");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("no --weights").contains("seed 1");
    assertThat(ninc("run", network, folder.resolve("red.png"), "--json", "--seed", "2").out())
        .isNotEqualTo(outcome.out());
  }

  @Test
  void jsonHasOneObjectForEachImage() throws Exception {
    Path red = picture("red.png", 0xff0000);
    Path many = floats("many.f32le", image(0, 0.5f, 0), image(0.25f, 0, 0.5f));
    Cli.Outcome outcome = ninc("run", network, red, many, "-w", weights, "--json", "--top", "2");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<Object> values = values(outcome.out());
    assertThat(values.subList(0, 5)).containsExactly(red.toString(), 0L, 0L, "red", values.get(4));
    assertThat((double) values.get(4)).isEqualTo(1 / (1 + 2 * Math.exp(-10)), within(1e-6));
    assertThat(values.subList(8, 12)).containsExactly(many.toString(), 0L, 1L, "green");
    assertThat(values.subList(16, 20)).containsExactly(many.toString(), 1L, 2L, "blue");
    assertThat(values).hasSize(24);
    assertThat(outcome.out())
        .contains("\"input\"", "\"image\"", "\"top\"", "\"index\"", "\"label\"", "\"probability\"")
        .doesNotContain("\"score\"");
  }

  @Test
  void anotherOutputGivesScoresAndTheirSoftmax() throws Exception {
    Path green = picture("green.png", 0x00ff00);
    Path save = folder.resolve("out/mean.f32le");
    Cli.Outcome outcome =
        ninc("run", network, green, "-w", weights, "-o", "mean", "--json", "-n", 1, "--save", save);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<Object> values = values(outcome.out());
    assertThat(values.subList(2, 4)).containsExactly(1L, "green");
    assertThat((double) values.get(4)).isEqualTo(1 / (1 + 2 * Math.exp(-10)), within(1e-6));
    assertThat((double) values.get(5)).isEqualTo(10);
    ByteBuffer saved = ByteBuffer.wrap(Files.readAllBytes(save)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new float[] {saved.getFloat(), saved.getFloat(), saved.getFloat()})
        .containsExactly(0, 10, 0);
  }

  @Test
  void npyHoldsOneImageOrMany() throws Exception {
    Path one = npy("one.npy", "(3, 4, 4)", image(0, 1, 0));
    Path two = npy("two.npy", "(2, 3, 4, 4)", image(1, 0, 0), image(0, 0, 1));
    Cli.Outcome outcome = ninc("run", network, one, two, "-w", weights, "--json", "-n", "1");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(values(outcome.out())).contains("green", "red", "blue");
  }

  @Test
  void anUnknownOutputIsListedAgainstTheKnown() throws Exception {
    assertMistake(
        ninc("run", network, picture("red.png", 0), "-o", "nope"), "`softmax1`", "`mean`");
  }

  @Test
  void aNetworkThatRanksNothing() throws Exception {
    Files.writeString(network, "network Maps {\n  input 3x4x4\n  conv 3x3 2\n}\n");
    Path red = picture("red.png", 0xff0000);
    assertMistake(ninc("run", network, red), "2x2x2", "gap");
    Path save = folder.resolve("maps.f32le");
    assertThat(ninc("run", network, red, "--save", save).code()).isZero();
    assertThat(save).hasSize(2 * 2 * 2 * 4);
  }

  @Test
  void weightsOfAnotherNetwork() throws Exception {
    Path red = picture("red.png", 0xff0000);
    Files.writeString(network, Tiny.TEXT.replace("1x1 3", "3x3 3 pad 1").replace("look", "see"));
    assertMistake(ninc("run", network, red, "-w", weights), "see.weight", "look.bias");
  }

  @Test
  void weightsThatAreNone() throws Exception {
    Path red = picture("red.png", 0xff0000);
    assertMistake(ninc("run", network, red, "-w", red), red.toString());
    assertMistake(ninc("run", network, red, "-w", folder), "folder");
    assertMistake(ninc("run", network, red, "-w", folder.resolve("nix")), "no file");
    byte[] whole = Files.readAllBytes(weights);
    for (int length = 0; length < whole.length; length += 7) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertMistake(ninc("run", network, red, "-w", cut), cut.toString());
    }
  }

  @Test
  void imagesThatDoNotFit() throws Exception {
    Path odd = Files.write(folder.resolve("odd.f32le"), new byte[4 * 47]);
    assertMistake(ninc("run", network, odd), "47 numbers", "3x4x4");
    assertMistake(
        ninc("run", network, Files.write(folder.resolve("cut.f32le"), new byte[5])), "cut.f32le");
    assertMistake(
        ninc("run", network, Files.write(folder.resolve("0.f32le"), new byte[0])), "no image");
    assertMistake(ninc("run", network, npy("0.npy", "(0, 3, 4, 4)")), "holds no image");
    assertMistake(ninc("run", network, npy("1.npy", "(0,)")), "holds no image");
    assertMistake(
        ninc("run", network, npy("nhwc.npy", "(1, 4, 4, 3)", image(0, 0, 0))), "[1, 4, 4, 3]");
    assertMistake(
        ninc("run", network, Files.writeString(folder.resolve("bad.npy"), "hello")), "bad.npy");
    assertMistake(ninc("run", network, folder), "folder");
    assertMistake(ninc("run", network, folder.resolve("nix.png")), "nix.png");
  }

  private static void assertMistake(Cli.Outcome outcome, String... parts) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("error: ").contains(parts);
    assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("bug in ninc");
  }

  private Path picture(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, rgb);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static float[] image(float red, float green, float blue) {
    float[] image = new float[48];
    Arrays.fill(image, 0, 16, red);
    Arrays.fill(image, 16, 32, green);
    Arrays.fill(image, 32, 48, blue);
    return image;
  }

  private Path floats(String name, float[]... images) throws IOException {
    return Files.write(folder.resolve(name), bytes(images));
  }

  private Path npy(String name, String shape, float[]... images) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    header += " ".repeat(118 - header.length() - 1) + "\n";
    byte[] numbers = bytes(images);
    ByteBuffer file = ByteBuffer.allocate(128 + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) 1).put((byte) 0).putShort((short) 118);
    file.put(header.getBytes(StandardCharsets.US_ASCII)).put(numbers);
    return Files.write(folder.resolve(name), file.array());
  }

  private static byte[] bytes(float[]... images) {
    ByteBuffer bytes = ByteBuffer.allocate(images.length * 48 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] image : images) {
      for (float number : image) {
        bytes.putFloat(number);
      }
    }
    return bytes.array();
  }

  /** All scalars of a document, in order. */
  private static List<Object> values(String document) throws IOException {
    List<Object> values = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
          values.add(json.getLongValue());
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          values.add(json.getDoubleValue());
        } else if (token == JsonToken.VALUE_STRING) {
          values.add(json.getText());
        }
      }
    }
    return values;
  }
}

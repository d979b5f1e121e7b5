package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.weights.Npy;
import dev.ninc.compiler.weights.RawFloats;
import dev.ninc.runtime.Images;
import dev.ninc.runtime.PictureException;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.WeightsException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import javax.imageio.ImageIO;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged files: read or refused, never anything else, and never with much memory. */
class MutatedFileTest {

  private static final int FEW = 400;
  private static final int MANY = 50_000;

  // safetensors ---------------------------------------------------------------------------------

  @Test
  void safetensors() {
    safetensors(FEW);
  }

  @Test
  @Tag("campaign")
  void manySafetensors() {
    safetensors(MANY);
  }

  private static void safetensors(int count) {
    FileCampaign campaign =
        new FileCampaign("MutatedFileTest#safetensors", WeightsException.class, 24, 1 << 18);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedFileTest::damagedSafetensors,
            file -> {
              Safetensors.read(new ByteArrayInputStream(file), "w"); // of unknown length
              return Safetensors.read(file, "w");
            },
            weights -> weights.tensors().forEach(t -> assertSize(t.dims(), t.values())));
    assertBoth(outcome, count);
  }

  private static byte[] damagedSafetensors(RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    StringJoiner entries = new StringJoiner(",", "{", "}");
    int end = 0;
    String[] types = {"F32", "F16", "BF16", "F64"};
    int[] widths = {4, 2, 2, 8};
    int tensors = 1 + random.nextInt(4);
    for (int i = 0; i < tensors; i++) {
      int type = random.nextInt(types.length);
      int rows = random.nextInt(random.nextInt(20) == 0 ? 2_000 : 4);
      int columns = 1 + random.nextInt(6);
      int begin = end;
      end += rows * columns * widths[type];
      entries.add(
          "\"t%d.weight\":{\"dtype\":\"%s\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}"
              .formatted(i, types[type], rows, columns, begin, end));
    }
    byte[] header = entries.toString().getBytes(StandardCharsets.UTF_8);
    byte[] numbers = new byte[end];
    random.nextBytes(numbers);
    return switch (random.nextInt(5)) {
      case 4 -> tensors(header, mutator.flipped(numbers));
      case 0 -> mutator.withInteger(tensors(header, numbers), 0, 8, mutator.extreme());
      case 1 -> tensors(mutator.withTextNumber(header), numbers);
      case 2 -> tensors(mutator.edited(header), numbers);
      default -> mutator.edited(tensors(header, numbers));
    };
  }

  private static byte[] tensors(byte[] header, byte[] numbers) {
    return ByteBuffer.allocate(8 + header.length + numbers.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(numbers)
        .array();
  }

  private static void assertSize(List<Integer> dims, float[] values) {
    assertThat(dims.stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b)).isEqualTo(values.length);
  }

  // npy -----------------------------------------------------------------------------------------

  @Test
  void npy() {
    npy(FEW);
  }

  @Test
  @Tag("campaign")
  void manyNpy() {
    npy(MANY);
  }

  private static void npy(int count) {
    FileCampaign campaign =
        new FileCampaign("MutatedFileTest#npy", WeightsException.class, 24, 1 << 15);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedFileTest::damagedNpy,
            file -> Npy.read(file, "images.npy"),
            array -> assertSize(array.dims(), array.values()));
    assertBoth(outcome, count);
  }

  private static byte[] damagedNpy(RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    String[] types = {"<f4", ">f4", "<f8", ">f8", "|u1"};
    int[] widths = {4, 4, 8, 8, 1};
    int type = random.nextInt(types.length);
    int images = random.nextInt(random.nextInt(20) == 0 ? 200 : 3);
    int side = 1 + random.nextInt(5);
    byte[] header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%d, 3, %d, %d), }\n"
            .formatted(types[type], random.nextBoolean() ? "True" : "False", images, side, side)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] numbers = new byte[images * 3 * side * side * widths[type]];
    random.nextBytes(numbers);
    int version = 1 + random.nextInt(3);
    return switch (random.nextInt(5)) {
      case 4 -> array(version, header, mutator.flipped(numbers));
      case 0 ->
          mutator.withInteger(
              array(version, header, numbers), 8, version == 1 ? 2 : 4, mutator.extreme());
      case 1 -> array(version, mutator.withTextNumber(header), numbers);
      case 2 -> array(version, mutator.edited(header), numbers);
      default -> mutator.edited(array(version, header, numbers));
    };
  }

  private static byte[] array(int version, byte[] header, byte[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + header.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) header.length);
    } else {
      bytes.putInt(header.length);
    }
    bytes.put(header).put(numbers).flip();
    byte[] file = new byte[bytes.remaining()];
    bytes.get(file);
    return file;
  }

  // raw floats ----------------------------------------------------------------------------------

  @Test
  void rawFloats() {
    rawFloats(FEW);
  }

  @Test
  @Tag("campaign")
  void manyRawFloats() {
    rawFloats(MANY);
  }

  private static void rawFloats(int count) {
    FileCampaign campaign =
        new FileCampaign("MutatedFileTest#rawFloats", WeightsException.class, 4, 1 << 13);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            random -> {
              byte[] numbers = new byte[4 * random.nextInt(random.nextInt(20) == 0 ? 50_000 : 200)];
              random.nextBytes(numbers);
              return new FileMutator(random).edited(numbers);
            },
            file -> RawFloats.read(file, "image.f32le"),
            array -> assertSize(array.dims(), array.values()));
    assertBoth(outcome, count);
  }

  // pictures ------------------------------------------------------------------------------------

  @Test
  void pictures() {
    pictures(FEW);
  }

  @Test
  @Tag("campaign")
  void manyPictures() {
    pictures(MANY);
  }

  /** A byte may stand for 10,000 pixels of four bytes each, which are decoded and copied. */
  private static void pictures(int count) {
    FileCampaign campaign =
        new FileCampaign("MutatedFileTest#pictures", PictureException.class, 100_000, 4 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedFileTest::damagedPicture,
            file -> Images.read(file, "picture"),
            picture -> assertThat(picture.argb()).hasSize(picture.height() * picture.width()));
    assertBoth(outcome, count);
  }

  private static byte[] damagedPicture(RandomGenerator random) {
    BufferedImage image =
        new BufferedImage(
            1 + random.nextInt(24), 1 + random.nextInt(24), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    FileMutator mutator = new FileMutator(random);
    return switch (random.nextInt(4)) {
      case 0 -> damaged(encoded(image, "png"), 16, 8, mutator, random);
      case 1 -> damaged(encoded(image, "bmp"), 14, 40, mutator, random);
      case 2 -> damaged(encoded(image, "gif"), 6, 4, mutator, random);
      default -> damaged(encoded(image, "jpg"), 150, 30, mutator, random);
    };
  }

  /** Anywhere, or an integer of the header that says the size. */
  private static byte[] damaged(
      byte[] file, int header, int length, FileMutator mutator, RandomGenerator random) {
    int at = header + random.nextInt(length);
    return random.nextInt(3) > 0
        ? mutator.edited(file)
        : mutator.withInteger(file, at, 1 << random.nextInt(3), mutator.extreme());
  }

  private static byte[] encoded(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // labels --------------------------------------------------------------------------------------

  /** A network whose labels do not fit it. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String message) {
      super(message);
    }
  }

  @Test
  void labels() {
    labels(FEW);
  }

  @Test
  @Tag("campaign")
  void manyLabels() {
    labels(MANY);
  }

  private static void labels(int count) {
    FileCampaign campaign = new FileCampaign("MutatedFileTest#labels", Unfit.class, 64, 1 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedFileTest::damagedLabels,
            MutatedFileTest::readLabels,
            network -> assertThat(network.labels()).hasSize(4));
    assertBoth(outcome, count);
  }

  private static byte[] damagedLabels(RandomGenerator random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      lines.append("n0").append(random.nextInt(100_000)).append(" guinea pig, Ferkel é 豚");
      lines.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
    FileMutator mutator = new FileMutator(random);
    return random.nextInt(4) == 0 ? mutator.withTextNumber(text) : mutator.edited(text);
  }

  private static Network readLabels(byte[] file) throws IOException, Unfit {
    String text = new String(file, StandardCharsets.UTF_8); // what cannot be decoded is U+FFFD
    String network = "network A { input 1x2x2 fc 4 labels \"l.txt\" }";
    Result<Network> result =
        Ninc.check(
            path -> Optional.of(path.endsWith("l.txt") ? text : network), "a.nin", Options.DEFAULT);
    if (result.value().isEmpty()) {
      throw new Unfit(result.diagnostics().list().get(0).message());
    }
    return result.value().get();
  }

  /** A campaign whose files are all wrong, or all right, shows little. */
  private static void assertBoth(FileCampaign.Outcome outcome, int count) {
    if (outcome.read() + outcome.refused() >= count) {
      assertThat(outcome.read()).as("files that were read").isGreaterThan(count / 50);
      assertThat(outcome.refused()).as("files that were refused").isGreaterThan(count / 10);
    }
  }
}

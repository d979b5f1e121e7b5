package com.example.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import model.Colours;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path pictures;
  private Path csv;

  @BeforeEach
  void folders() throws IOException {
    pictures = Files.createDirectory(folder.resolve("pictures"));
    csv = folder.resolve("classes.csv");
  }

  @Test
  void eachPictureIsOneRow() throws IOException {
    draw("sky.png", Color.BLUE, Color.BLUE);
    draw("a, b.png", Color.RED, Color.RED);
    draw("below/grass.bmp", Color.GREEN, Color.GREEN);
    draw("below/wall.png", Color.GRAY, Color.GRAY);
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    assertEquals(Main.OK, run(pictures, "-o", csv));
    List<String> lines = Files.readAllLines(csv);
    assertEquals("file,rank,class,probability", lines.get(0));
    assertRow("\"a, b.png\",1,red,", pure(12), lines.get(1));
    assertRow("below/grass.bmp,1,green,", pure(12), lines.get(2));
    assertRow("below/wall.png,1,none,", Math.exp(3) / (Math.exp(3) + 3), lines.get(3));
    assertRow("sky.png,1,blue,", pure(12), lines.get(4));
    assertEquals(5, lines.size());
    assertEquals("", err.toString());
    assertTrue(out.toString().contains("4 of 4 pictures"));
  }

  /** Half a picture is half the score: 6. */
  @Test
  void theNextBestClassesFollow() throws IOException {
    draw("half.png", Color.GREEN, Color.BLACK);
    assertEquals(Main.OK, run(pictures, "-o", csv, "-n", "2"));
    List<String> lines = Files.readAllLines(csv);
    assertRow("half.png,1,green,", pure(6), lines.get(1));
    assertRow("half.png,2,none,", pure(6) * Math.exp(3 - 6), lines.get(2));
    assertEquals(3, lines.size());
  }

  /** The probability of a colour that has this score, where the others have 0 and `none` has 3. */
  private static double pure(double score) {
    return Math.exp(score) / (Math.exp(score) + 2 + Math.exp(3));
  }

  private static void assertRow(String start, double probability, String line) {
    assertTrue(line.startsWith(start), line);
    assertEquals(probability, Double.parseDouble(line.substring(start.length())), 1e-3);
  }

  @Test
  void picturesThatCannotBeReadAreReportedAndLeftOut() throws IOException {
    Path whole = draw("whole.png", Color.RED, Color.BLUE);
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(pictures.resolve("cut.png"), Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(pictures.resolve("empty.jpg"), "");
    assertEquals(Main.FAILED, run(pictures, "-o", csv));
    assertTrue(err.toString().contains("skipped: "), err.toString());
    assertTrue(err.toString().contains("cut.png"), err.toString());
    assertTrue(err.toString().contains("empty.jpg"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
    assertEquals(2, Files.readAllLines(csv).size());
    assertTrue(out.toString().contains("1 of 3 pictures"));
  }

  @Test
  void theBarReachesItsEnd() throws IOException {
    draw("a.png", Color.RED, Color.RED);
    draw("b.png", Color.RED, Color.RED);
    StringWriter terminal = new StringWriter();
    assertEquals(Main.OK, run(Optional.of(terminal), pictures, "-o", csv));
    assertTrue(terminal.toString().contains("[" + "#".repeat(40) + "] 2 of 2"));
    assertTrue(terminal.toString().endsWith("\r"));
  }

  @Test
  void aFolderWithoutPicturesWritesNothing() throws IOException {
    Files.writeString(csv, "mine");
    assertEquals(Main.FAILED, run(pictures, "-o", csv));
    assertTrue(err.toString().contains("holds no PNG"));
    assertEquals("mine", Files.readString(csv));
    assertEquals(Main.FAILED, run(pictures.resolve("none"), "-o", csv));
    assertTrue(err.toString().contains("there is no "));
    assertEquals(Main.FAILED, run(csv, "-o", csv));
    assertTrue(err.toString().contains("is no folder"));
    assertEquals("mine", Files.readString(csv));
  }

  @Test
  void nothingIsLeftWhereTheFileCannotBeWritten() throws IOException {
    draw("a.png", Color.RED, Color.RED);
    assertEquals(Main.FAILED, run(pictures, "-o", pictures));
    assertEquals(Main.FAILED, run(pictures, "-o", folder.resolve("none/a.csv")));
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(3, left.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-x", "a b", "a -o", "a -n", "a -n 0", "a -n -1", "a -n 1001", "a -n x"})
  void commandLinesThatAreWrong(String line) {
    Object[] words = line.isEmpty() ? new Object[0] : line.split(" ");
    assertEquals(Main.USAGE, run(words));
    assertTrue(err.toString().startsWith("error: "));
    assertTrue(err.toString().contains("Usage: "));
  }

  @Test
  void helpIsNoMistake() {
    assertEquals(Main.OK, run("--help"));
    assertTrue(out.toString().startsWith("Usage: "));
  }

  @Test
  void theNetworkIsLoadedOnlyWhereItIsNeeded() {
    Main.Loader damaged =
        () -> {
          throw new IOException("colours.safetensors is damaged");
        };
    assertEquals(Main.OK, run(damaged, Optional.empty(), "--help"));
    assertEquals(Main.USAGE, run(damaged, Optional.empty(), "-x"));
    assertFalse(err.toString().contains("damaged"));
    assertEquals(Main.FAILED, run(damaged, Optional.empty(), pictures));
    assertTrue(err.toString().contains("error: colours.safetensors is damaged"), err.toString());
  }

  private int run(Object... words) {
    return run(Optional.empty(), words);
  }

  private int run(Optional<Writer> terminal, Object... words) {
    return run(Colours::load, terminal, words);
  }

  private int run(Main.Loader network, Optional<Writer> terminal, Object... words) {
    String[] strings = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
    return Main.run(
        strings, network, new PrintWriter(out, true), new PrintWriter(err, true), terminal);
  }

  /** A picture of two colours, side by side. */
  private Path draw(String name, Color left, Color right) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(left);
    pen.fillRect(0, 0, 32, 64);
    pen.setColor(right);
    pen.fillRect(32, 0, 32, 64);
    pen.dispose();
    Path file = pictures.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }
}

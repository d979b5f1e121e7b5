package dev.ninc.compiler;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Tunable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Which algorithm a measurement found to be fastest for each layer, as a small text:
 *
 * <pre>
 * network NinCifar10
 * target java
 * layers 3f2a9c1b77e0d4aa
 * conv2 = winograd F(4x4)  # 182 us; direct 905 us
 * </pre>
 *
 * @param network the name
 * @param target what it was measured for
 * @param layers a digest of all that the measurement depended on: see {@link #digest}
 */
public record Tuning(String network, TuningTarget target, String layers, List<Line> lines) {

  private static final String HEADING =
      """
      # How each layer multiplies, as `ninc tune` measured it on one machine.
      # `ninc compile --tuning` takes it; a line that is deleted leaves its layer to ninc's estimates.
      """;

  private static final int DIGITS = 16;

  /**
   * One layer.
   *
   * @param remark for a reader; may be empty
   */
  public record Line(String layer, String algorithm, String remark) {}

  public Tuning {
    lines = List.copyOf(lines);
  }

  /** A tuning of an optimized graph. */
  public static Tuning of(Graph optimized, TuningTarget target, List<Line> lines) {
    return new Tuning(optimized.name(), target, digest(optimized, target), lines);
  }

  /** The file; the same tuning gives the same bytes. */
  public String text() {
    return text("");
  }

  /**
   * The file.
   *
   * @param where it was measured, for a reader; may be empty
   */
  public String text(String where) {
    StringBuilder text = new StringBuilder(HEADING);
    if (!where.isEmpty()) {
      text.append("# Measured ").append(where.replaceAll("\\p{Cntrl}", " ")).append(".\n");
    }
    text.append("network ").append(quoted(network)).append('\n');
    text.append("target ").append(target).append('\n');
    text.append("layers ").append(layers).append("\n\n");
    for (Line line : lines) {
      String remark = line.remark().isEmpty() ? "" : "  # " + line.remark();
      text.append(quoted(line.layer())).append(" = ").append(line.algorithm()).append(remark);
      text.append('\n');
    }
    return text.toString();
  }

  /** Of the names and shapes of the layers for which there is a choice. */
  static String digest(Graph optimized, TuningTarget target) {
    StringBuilder text = new StringBuilder();
    for (Tunable layer : target.layers(optimized)) {
      text.append(layer.name()).append(": ").append(layer.shape()).append('\n');
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** A name as the language writes it. */
  private static String quoted(String name) {
    return name.matches("[\\p{L}\\p{N}_./-]+")
        ? name
        : "\"" + name.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
  }
}

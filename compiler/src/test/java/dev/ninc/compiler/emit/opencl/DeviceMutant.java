package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mistake in a program for a device: text that matches is replaced.
 *
 * @param layers of the network whose program it is, behind an input of 3x7x9
 * @param what the mistake in words
 * @param pattern what is replaced, where it occurs last
 * @param replacement with {@code $1} for a group
 */
record DeviceMutant(
    String layers, OpenClTarget target, String what, String pattern, String replacement) {

  private static final String FEW = "conv 3x3 36 stride 2 pad 1 act leaky(0.1)";
  private static final String TAPS = "cccp 16\n  conv 3x3 20 dilate 2 pad 2";
  private static final String POINTS = "cccp 48\n  cccp 36";
  private static final String OTHERS =
      "depthwise 3x3 pad 1\n  avgpool 3x2 pad [1, 0, 1, 0]\n  lrn 3 alpha 1\n"
          + "  concat { cccp 5 } { identity }\n  gap\n  softmax";

  static final List<DeviceMutant> ALL = all();

  private static List<DeviceMutant> all() {
    List<DeviceMutant> all = new ArrayList<>();
    for (String layers : List.of(FEW, TAPS, POINTS)) {
      all.addAll(group(layers));
      all.addAll(item(layers));
    }
    String brought = "weights \\+= (\\S+) \\* 32";
    all.add(gpu(POINTS, "weights too near", brought, "weights += $1 * 28"));
    all.add(gpu(TAPS, "weights too near", brought, "weights += $1 * 28"));
    all.addAll(windows(FEW, OpenClTarget.GPU));
    all.addAll(windows(TAPS, OpenClTarget.GPU));
    all.addAll(windows(FEW, OpenClTarget.CPU));
    for (OpenClTarget target : OpenClTarget.values()) {
      all.addAll(others(target));
    }
    return List.copyOf(all);
  }

  /**
   * Convolutions of work-groups. Numbers stay aligned and near, for else a device may fault; and
   * barriers stay, since PoCL has some where none is written ({@link OclgrindTest} misses them).
   */
  private static List<DeviceMutant> group(String layers) {
    return List.of(
        gpu(layers, "other weights", "weights =\\s+w \\+ ", "weights = w + 4 + "),
        gpu(layers, "another bias", "\\*\\) \\(w \\+ ", "*) (w + 4 + "),
        gpu(layers, "another pixel's sum", "pixel\\.s2, weight", "pixel.s1, weight"),
        gpu(layers, "another output's weights", "y \\+ across", "y + across / 2"),
        gpu(layers, "what hangs over is stored", "unit <= last", "unit <= last + 4"),
        gpu(layers, "the last pixel is not stored", "unit <= last", "unit < last"),
        gpu(layers, "results elsewhere", "\\(to \\+ o\\) =", "(to + o + 4) ="),
        gpu(layers, "images too near", "to = a (.*?\\) \\*) (\\d+)", "to = a $1 ($2 - 16)"),
        gpu(layers, "pixels too near", "unit % (\\d+) \\* (\\d+)", "unit % $1 * ($2 - 4)"));
  }

  private static List<DeviceMutant> windows(String layers, OpenClTarget target) {
    return List.of(
        mutant(layers, target, "a row too many", "\\(uint\\) row < 7", "(uint) row < 8"),
        mutant(layers, target, "a column short", "\\(uint\\) column < 9", "(uint) column < 8"),
        mutant(layers, target, "rows too near", "row \\* (\\d+)", "row * ($1 - 4)"),
        mutant(layers, target, "a row further", "(row = .*?);", "$1 + 1;"),
        mutant(layers, target, "a column further", "(column = .*?);", "$1 + 1;"));
  }

  /** Convolutions of work-items. */
  private static List<DeviceMutant> item(String layers) {
    String sixteen = "\\(global const float16 \\*\\) \\(w \\+ ";
    return List.of(
        cpu(layers, "other weights", "(k = " + sixteen + ")", "$116 + "),
        cpu(layers, "another bias", "(\\(" + sixteen + ")", "$116 + "),
        cpu(layers, "a channel short", "c < (\\d+); c\\+\\+", "c < $1 - 1; c++"),
        cpu(layers, "another channel", "x\\[p\\]\\[c\\]", "x[p][c / 2]"),
        cpu(layers, "what hangs over is stored", "(min\\(.*?), images.* - 1\\)", "$1, 1000)"),
        cpu(layers, "the last pixel is not stored", "(min\\(.*? - )1\\)", "$12)"),
        cpu(layers, "results elsewhere", "float16 \\*\\) y\\)", "float16 *) y + 1)"),
        cpu(layers, "pixels too near", "unit % (\\d+) \\* (\\d+)", "unit % $1 * ($2 - 16)"));
  }

  /** What both programs do alike. */
  private static List<DeviceMutant> others(OpenClTarget target) {
    return List.of(
        mutant(OTHERS, target, "channels of an image too near", "image\\[c \\* 63", "image[c * 62"),
        mutant(OTHERS, target, "taps too near", "\\(i \\* 3 \\+ j\\)", "(i * 2 + j)"),
        mutant(OTHERS, target, "a window short", "bottom = min\\(", "bottom = min(-1 + "),
        mutant(OTHERS, target, "another divisor", "1\\.0f / ", "1.001f / "),
        mutant(OTHERS, target, "another power", "sqrt\\(sqrt\\(base\\)\\)", "sqrt(base)"),
        mutant(OTHERS, target, "a branch one channel off", "channel - (\\d+)", "channel - $1 + 1"),
        mutant(
            OTHERS, target, "a unit short", "images \\* (\\d+)\\)(;| \\{)", "images * $1 - 1)$2"),
        mutant(OTHERS, target, "another base", "exp\\(", "exp2("));
  }

  private static DeviceMutant gpu(String layers, String what, String pattern, String replacement) {
    return mutant(layers, OpenClTarget.GPU, what, pattern, replacement);
  }

  private static DeviceMutant cpu(String layers, String what, String pattern, String replacement) {
    return mutant(layers, OpenClTarget.CPU, what, pattern, replacement);
  }

  private static DeviceMutant mutant(
      String layers, OpenClTarget target, String what, String pattern, String replacement) {
    return new DeviceMutant(layers, target, what, pattern, replacement);
  }

  /** Whether the same mistake is made in layers of another shape: for long runs. */
  boolean isLikeAnother() {
    return layers.equals(TAPS) || layers.equals(POINTS);
  }

  /** The network's text. */
  String network() {
    return "network Mutant {\n  input 3x7x9\n  " + layers + "\n}\n";
  }

  /** Makes the mistake, if the pattern is there. */
  UnaryOperator<String> edit() {
    return text -> {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      int last = matcher.results().mapToInt(MatchResult::start).reduce(-1, (a, b) -> b);
      if (last < 0) {
        return text;
      }
      String end = matcher.reset(text.substring(last)).replaceFirst(replacement);
      return text.substring(0, last) + end;
    };
  }

  @Override
  public String toString() {
    return what + ", " + target + ": " + layers.replaceAll("\\s+", " ");
  }
}

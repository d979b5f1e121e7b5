package dev.ninc.compiler.verify;

import static dev.ninc.compiler.verify.Mutations.bothRegisters;
import static dev.ninc.compiler.verify.Mutations.mistake;
import static dev.ninc.compiler.verify.Mutations.scalar;

import java.util.List;
import java.util.stream.Stream;

/** The mistakes that are made in depthwise kernels. */
final class DepthwiseMutations {

  private static final String TILE = "kTile\\d+";

  private DepthwiseMutations() {}

  /** Mistakes that any vector kernel can have. */
  static List<Mutation> vector() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("input one channel off", file, TILE, "a, (x|tap)", "a, 1 + $1"),
                mistake("output one channel off", file, TILE, "\\(a, y", "(a, 1 + y"),
                mistake("output one pixel off", file, TILE, "\\(a, y", "(a, 32 + y"),
                mistake(
                    "bias of another channel",
                    file,
                    TILE,
                    "FloatVector\\.fromArray\\(S, b, c\\)",
                    "FloatVector.broadcast(S, b[c])"),
                mistake("another channel's weights", file, TILE, "S, w, c", "S, w, 1 + c"),
                mistake("a product forgotten", file, TILE, "s\\d+ = .*\\.fma[^;]*;", ""),
                mistake("a channel short", file, "k(Tile\\d+|Row)", "c < (\\d+)", "c < {1-16}"),
                mistake("an image row short", file, "k", "row < (\\w+)", "row < $1 - 1"),
                mistake("image rows too near", file, "k", "row \\* (\\d+)", "row * {1-1}"),
                mistake("a tile short", file, "kRow", "tile < (\\d+)", "tile < {1-1}"),
                mistake("tiles too near", file, "kRow", "tile \\* (\\d+)", "tile * {1-1}")));
  }

  /** Where at least a row of the window is written out. */
  static List<Mutation> vectorRow() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("the column before", file, TILE, "= v([1-9]\\d*)\\.fma", "= v{1-1}.fma"),
                mistake("weights of the tap before", file, TILE, "fma\\(w([1-9])", "fma(w{1-1}"),
                mistake(
                    "a column one pixel off",
                    file,
                    TILE,
                    "S, a, (x|x \\+ c) \\+ (\\d+)\\)",
                    "S, a, $1 + {2-32})"),
                mistake(
                    "another sum",
                    file,
                    TILE,
                    "(s[1-9]\\d*) = (.*)fma\\(w([1-9]), s\\d+\\)",
                    "$1 = $2fma(w$3, s0)")));
  }

  /** Where rows of the window are a loop. */
  static List<Mutation> vectorLoops() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("a row of taps skipped", file, TILE, "row < rows", "row < rows - 1"),
                mistake("rows of taps too near", file, TILE, "(x \\+= |row \\* )(\\d+)", "$1{2-1}"),
                mistake("weights too near", file, TILE, "c \\+= (\\d+)", "c += {1-1}")));
  }

  /** Mistakes in the plain kernels, and in the loops that they share. */
  static List<Mutation> scalars() {
    String row = "kRow";
    return List.of(
        scalar("input one channel off", row, "a, x", "a, 1 + x"),
        scalar("input one pixel off", row, "a, x", "a, 32 + x"),
        scalar("an input forgotten", row, "load\\(s, (\\d+), (\\d+)", "load(s, $1, {2-1}"),
        scalar("pixels too near", row, "load\\((.*), (\\d+)\\);", "load($1, {2-1});"),
        scalar(
            "inputs from the row before", row, "window\\(s, (\\w+), (\\d+)", "window(s, $1, {2-1}"),
        scalar(
            "a stride of one too much",
            row,
            "window\\(s, (\\w+), (\\d+), (\\d+)",
            "window(s, $1, $2, {3+1}"),
        scalar(
            "a dilation of one too much",
            row,
            "window\\(s, (\\w+), (\\d+), (\\d+), (\\d+)",
            "window(s, $1, $2, $3, {4+1}"),
        scalar("a tap skipped", row, "window\\((.*), (\\d+)\\);", "window($1, {2-1});"),
        scalar("another tap's weights", row, "Weight, ", "Weight, 1 + "),
        scalar(
            "weights of a row too near",
            row,
            "Weight, (.*)row \\* (\\d+)",
            "Weight, $1row * {2-1}"),
        scalar("a row of the window skipped", row, "row < (\\d+)", "row < {1-1}"),
        scalar("rows of the window too near", row, "row \\* (\\d+), (\\d+)\\)", "row * {1-1}, $2)"),
        scalar(
            "bias skipped", row, "start\\(s, (\\w+), (\\w+)", "start(s, $1, new float[$2.length]"),
        scalar("output one channel off", row, "store\\(s, (\\w+), a, y", "store(s, $1, a, 1 + y"),
        scalar("a pixel short", row, "(window|store)\\(s, (\\d+),", "$1(s, {2-1},"),
        scalar("an image row short", "k", "row < (\\w+)", "row < $1 - 1"),
        scalar("image rows too near", "k", "row \\* (\\d+)", "row * {1-1}"),
        scalar("a channel of three taps short", "taps3", "c < (\\d+)", "c < {1-1}"),
        scalar("a weight of three taps wrong", "taps3", "x1\\[c\\], w1", "x1[c], w2"),
        scalar("an input of three taps wrong", "taps3", "x2\\[c\\], w2", "x1[c], w2"),
        scalar("a channel read short", "load", "\\], 0, (\\d+)", "], 0, {1-1}"));
  }

  /** For windows whose width is no multiple of three. */
  static List<Mutation> scalarTap() {
    return List.of(
        scalar("a channel of one tap short", "tap", "c < (\\d+)", "c < {1-1}"),
        scalar("the last tap lost", "window", "tap < wo \\+ taps", "tap < wo + taps - 1"),
        scalar("the taps after the third not moved", "window", "at \\+= 3 \\*", "at += 2 *"));
  }
}

package dev.ninc.compiler.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The mistakes that are made in each kind of kernel. None of them leaves the meaning as it is: what
 * is skipped counts, and what is read instead is another number.
 */
final class Mutations {

  /** Bodies of a convolution: what its step's name is followed by. */
  private static final String CONV = "k(Row|RowNarrow|Tile\\d+|Tile\\d+Narrow|Band)?";

  private static final String TILE = "kTile\\d+(Narrow)?";

  private Mutations() {}

  /** Mistakes that any vector convolution can have. */
  static List<Mutation> vectorConv() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("input one channel off", file, TILE, "a\\[(x|tap)", "a[$1 + 1"),
                mistake("output one channel off", file, TILE, "\\(a, y", "(a, y + 1"),
                mistake("output one pixel off", file, TILE, "\\(a, y", "(a, y + 16"),
                mistake("a term skipped", file, TILE, "k < (\\d+)", "k < {1-1}"),
                mistake(
                    "bias skipped",
                    file,
                    TILE,
                    "\\w+\\.fromArray\\(S, b, [^)]*\\)",
                    "FloatVector.zero(S)"),
                mistake("another output's weights", file, TILE, "wo \\+ k", "wo + 1 + k"),
                mistake("a sum forgotten", file, TILE, "s\\d+ = v\\d+\\.fma[^;]*;", ""),
                mistake(
                    "a panel short",
                    file,
                    "k(Band)?",
                    "out < (\\d+); out \\+= L",
                    "out < {1-16}; out += L"),
                mistake(
                    "a wide panel short",
                    file,
                    "k(Band)?",
                    "out < (\\d+); out \\+= 2",
                    "out < {1-32}; out += 2"),
                mistake("an image row short", file, "k(Band)?", "row < (\\w+)", "row < $1 - 1"),
                mistake("image rows too near", file, "k(Band)?", "row \\* (\\d+)", "row * {1-1}"),
                mistake("a tile short", file, "kRow(Narrow)?", "tile < (\\d+)", "tile < {1-1}"),
                mistake(
                    "tiles too near", file, "kRow(Narrow)?", "tile \\* (\\d+)", "tile * {1-1}")));
  }

  static List<Mutation> vectorWindow() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("a row of taps skipped", file, TILE, "row < rows", "row < rows - 1"),
                mistake("rows of taps too near", file, TILE, "(x \\+= |row \\* )(\\d+)", "$1{2-1}"),
                mistake("weights of a row too near", file, TILE, "wo \\+= (\\d+)", "wo += {1-1}")));
  }

  static List<Mutation> vectorTaps() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake(
                    "a column of taps skipped", file, TILE, "column < (\\d+)", "column < {1-1}"),
                mistake(
                    "columns of taps too near",
                    file,
                    TILE,
                    "column \\* (\\d+)",
                    "column * {1-1}")));
  }

  /** Mistakes that any scalar convolution can have. */
  static List<Mutation> scalarConv() {
    String row = "kRow";
    return List.of(
        scalar("input one channel off", row, "add\\(s, (\\w+), a, x", "add(s, $1, a, x + 1"),
        scalar("input one pixel off", row, "add\\(s, (\\w+), a, x", "add(s, $1, a, x + 16"),
        scalar(
            "pixels too near",
            row,
            "add\\(s, (\\w+), a, ([^,]*), (\\d+)",
            "add(s, $1, a, $2, {3-1}"),
        scalar("output one channel off", row, "store\\(s, (\\w+), a, y", "store(s, $1, a, y + 1"),
        scalar(
            "output pixels too near",
            row,
            "store\\(s, (\\w+), a, ([^,]*), (\\d+)",
            "store(s, $1, a, $2, {3-1}"),
        scalar("a pixel short", row, "(add|store)\\(s, (\\d+),", "$1(s, {2-1},"),
        scalar("an output short", "store", "i \\* step, (\\d+)", "i * step, {1-1}"),
        scalar("a bias short", "start", "s\\[i\\], 0, (\\d+)", "s[i], 0, {1-1}"),
        scalar(
            "bias skipped", row, "start\\(s, (\\w+), (\\w+)", "start(s, $1, new float[$2.length]"),
        scalar("another term's weights", row, "Weight, ", "Weight, 1 + "),
        scalar("a tile one pixel short", row, "(\\d+) - pixel", "{1-1} - pixel"),
        scalar("an image row short", "k(Band)?", "row < (\\w+)", "row < $1 - 1"),
        scalar("image rows too near", "k(Band)?", "row \\* (\\d+)", "row * {1-1}"));
  }

  /** The loops that all scalar convolutions share: 21 pixels of 9 terms use all of them. */
  static List<Mutation> scalarHelpers() {
    return List.of(
        scalar("a sum short", "fma24", "o < (\\d+)", "o < {1-1}"),
        scalar("a term of four pixels wrong", "fma24", "p4, w1", "p4, w2"),
        scalar("a sum of four pixels lost", "fma24", "u\\[o\\] = ", "float lost = "),
        scalar("another pixel", "fma24", "a\\[q \\+ 2\\]", "a[p + 2]"),
        scalar("a pixel too far", "add4", "z = r \\+ step", "z = r"),
        scalar("the rest of the terms forgotten", "add4", "if \\(k < wo \\+ terms", "if (k < wo"),
        scalar("a rest of three terms forgotten", "rest4", "rest >= 3", "rest > 3"),
        scalar("a pixel of the rest wrong", "rest4", "a\\[z \\+ 2\\]", "a[r + 2]"),
        scalar("a term wrong", "fma4", "x2, w2", "x2, w1"),
        scalar("the first term forgotten", "add1", "int k = 0", "int k = 1"));
  }

  /** The loops over rows of pixels. */
  static List<Mutation> rowsOfPixels() {
    return List.of(
        scalar("input one channel off", "kBlock", "a, x", "a, x + 1"),
        scalar("output one channel off", "kBlock", "a, y", "a, y + 1"),
        scalar("bias skipped", "kBlock", "(k\\w*Bias)", "new float[$1.length]"),
        scalar("another term's weights", "kBlock", "Weight, ", "Weight, 1 + "),
        scalar("a block one row short", "k", "(\\d+) - block", "{1-1} - block"),
        scalar("blocks too near", "k", "block \\* (\\d+), ", "block * {1-1}, "),
        scalar("a term not brought", "load", "k \\+= 4", "k += 8"),
        scalar("another pixel", "load4", "i \\+= step", "i += step + 1"),
        scalar("another row", "load4", "s\\[f \\+ 2\\]", "s[f + 1]"),
        scalar("a pixel not stored", "store4", "p < end", "p < end - 1"),
        scalar("a sum short", "fma24", "j < (\\d+)", "j < {1-16}"),
        scalar("a term wrong", "fma24", "p4, x1", "p4, x2"),
        scalar("a sum lost", "fma24", "u\\[j\\] = ", "float lost = "),
        scalar("another output's weight", "fma24", "\\[o \\+ 2\\]", "[o + 1]"),
        scalar("the rest of the terms forgotten", "add4", "if \\(i < terms", "if (i < 0"),
        scalar("the rest of the outputs forgotten", "add", "; o < n;", "; o < 0;"));
  }

  static List<Mutation> scalarTerms() {
    return List.of(scalar("a term skipped", "kRow", "add\\((.*), (\\d+)\\);", "add($1, {2-1});"));
  }

  static List<Mutation> scalarWindow() {
    return List.of(
        scalar("a row of taps skipped", "kRow", "row < (\\d+)", "row < {1-1}"),
        scalar("rows of taps too near", "kRow", "row \\* (\\d+), (\\d+)", "row * {1-1}, $2"),
        scalar(
            "weights of a row too near",
            "kRow",
            "Weight, ([^,]*)row \\* (\\d+)",
            "Weight, $1row * {2-1}"));
  }

  static List<Mutation> scalarTaps() {
    return List.of(
        scalar("a column of taps skipped", "kRow", "column < (\\d+)", "column < {1-1}"),
        scalar(
            "columns of taps too near", "kRow", "column \\* (\\d+), (\\d+)", "column * {1-1}, $2"));
  }

  static List<Mutation> groups() {
    List<Mutation> all =
        new ArrayList<>(
            bothRegisters(
                file ->
                    Stream.of(
                        mistake("a group short", file, "k", "group < (\\d+)", "group < {1-1}"),
                        mistake(
                            "groups too near", file, "k", "group \\* (\\d+)", "group * {1-1}"))));
    all.add(scalar("a group short", "k", "group < (\\d+)", "group < {1-1}"));
    all.add(scalar("groups too near", "k(Row)?", "group \\* (\\d+)", "group * {1-1}"));
    return all;
  }

  /** The activation of a convolution is dropped or another one. */
  static List<Mutation> activation(String scalarCall, String other) {
    List<Mutation> all =
        new ArrayList<>(
            bothRegisters(
                file ->
                    Stream.of(
                        mistake(
                            "activation dropped",
                            file,
                            TILE,
                            "(s\\d+)\\.blend.*\\.intoArray",
                            "$1.intoArray"))));
    all.add(scalar("activation dropped", "kRow", "\\w+\\." + scalarCall + "\\(s, .*;", ""));
    all.add(scalar("activation wrong", scalarCall, "r\\[o\\] = .*;", other));
    return all;
  }

  static List<Mutation> fused() {
    List<Mutation> all = new ArrayList<>();
    for (String file : List.of("Scalar", "Vector32", "Vector16")) {
      all.add(mistake("the last band one row short", file, "last", "(\\d+) - row", "{1-1} - row"));
      all.add(mistake("bands too far", file, "last", "row \\+= (\\d+)", "row += {1+1}"));
      all.add(mistake("a stage forgotten", file, "last", "\\w+Band\\(.*;", ""));
      all.add(mistake("a stage one channel off", file, "last", "a, (\\d+)", "a, {1+1}"));
      all.add(mistake("rows of a stage too near", file, "last", "row \\* (\\d+)", "row * {1-1}"));
      all.add(
          mistake(
              "rows of a band too near",
              file,
              "(k|middle|last)Band",
              "row \\* (\\d+)",
              "row * {1-1}"));
      all.add(
          mistake(
              "a row of a band forgotten",
              file,
              "(k|middle|last)Band",
              "row < rows",
              "row < rows - 1"));
    }
    return all;
  }

  static List<Mutation> pooling(boolean average) {
    String op = average ? "add" : "max";
    List<Mutation> all = new ArrayList<>();
    for (String file : List.of("Scalar", "Vector")) {
      all.add(mistake("a row short", file, "k", "row < (\\d+)", "row < {1-1}"));
      all.add(mistake("a column short", file, "k", "column < (\\d+)", "column < {1-1}"));
      all.add(
          mistake(
              "wrong stride", file, "k", "int (top|left) = (.*) \\* (\\d)", "int $1 = $2 * {3-1}"));
      all.add(
          mistake("window one short", file, "k", "int (bottom|right) = (.*);", "int $1 = $2 - 1;"));
      all.add(
          mistake("window begins late", file, "k", "int (top|left) = (.*);", "int $1 = $2 + 1;"));
      all.add(mistake("input one channel off", file, "k", "int x = ", "int x = 1 + "));
      all.add(mistake("output one channel off", file, "k", "int y = ", "int y = 1 + "));
      all.add(mistake("rows too near", file, "k", "(top|row) \\* (\\d+) \\+", "$1 * {2-1} +"));
    }
    all.add(mistake("a cell forgotten", "Vector", "kWindow", "m = m\\." + op + "[^;]*;", ""));
    all.add(
        mistake(
            "a cell one channel off", "Vector", "kWindow", "x \\+ c \\+ (\\d+)", "x + c + {1+1}"));
    String clipped = "kClipped";
    all.add(
        mistake(
            "a clipped cell forgotten",
            "Vector",
            clipped,
            "rows \\* columns",
            "rows * columns - 1"));
    all.add(
        mistake(
            "a clipped row too long", "Vector", clipped, "column == columns", "column > columns"));
    all.add(mistake("clipped rows too near", "Vector", clipped, "at \\+= (\\d+)", "at += {1-1}"));
    all.add(
        mistake(
            "clipped columns too near", "Vector", clipped, "column \\* (\\d+)", "column * {1-1}"));
    all.add(
        mistake(
            "channels short",
            "Vector",
            "k",
            "(k(?:Window|Clipped)\\(.*, )(\\d+)\\);",
            "$1{2-16});"));
    all.add(scalar("a channel short", "k", "a, y, (\\d+)", "a, y, {1-1}"));
    String helper = average ? "windowSum" : "windowMax";
    all.add(scalar("a cell forgotten", helper, "cell = (\\d+)", "cell = {1+1}"));
    all.add(scalar("the last cell forgotten", helper, "rows \\* columns", "rows * columns - 1"));
    all.add(scalar("a column counted as a row", helper, "cell / columns", "cell % columns"));
    if (average) {
      all.add(mistake("wrong scale", "Vector", "kWindow", "1f / (\\d+)", "1f / {1+1}"));
      all.add(mistake("wrong clipped scale", "Vector", "k", "scale = 1f / ", "scale = 1.001f / "));
      all.add(scalar("wrong scale", "k", "1f / ", "1.001f / "));
    }
    return all;
  }

  static List<Mutation> mean() {
    List<Mutation> all = new ArrayList<>();
    for (String file : List.of("Scalar", "Vector")) {
      all.add(mistake("wrong scale", file, "k", "1f / (\\d+)", "1f / {1-1}"));
    }
    String means = "kChannels";
    all.add(mistake("a row short", "Vector", means, "row < (\\d+)", "row < {1-1}"));
    all.add(mistake("a column short", "Vector", means, "column < (\\d+)", "column < {1-1}"));
    all.add(mistake("rows too near", "Vector", means, "row \\* (\\d+)", "row * {1-1}"));
    all.add(mistake("channels short", "Vector", "k", "arena\\(\\), (\\d+)", "arena(), {1-16}"));
    all.add(
        mistake("output one channel off", "Vector", means, "intoArray\\(a, ", "intoArray(a, 1 + "));
    all.add(scalar("input one channel off", "k", "w.rows\\(\\), a, ", "w.rows(), a, 1 + "));
    all.add(
        scalar("a row short", "k", "w.rows\\(\\), a, (\\w+), (\\d+)", "w.rows(), a, $1, {2-1}"));
    all.add(scalar("a channel short", "k", "arraycopy\\((.*), (\\d+)\\)", "arraycopy($1, {2-1})"));
    return all;
  }

  /** Kernels that go over all pixels, number by number. */
  static List<Mutation> pixels() {
    List<Mutation> all = new ArrayList<>();
    for (String file : List.of("Scalar", "Vector")) {
      all.add(mistake("a row short", file, "k", "row < (\\d+)", "row < {1-1}"));
      all.add(mistake("a column short", file, "k", "column < (\\d+)", "column < {1-1}"));
      all.add(mistake("input one channel off", file, "k", "int (x\\d?) = ", "int $1 = 1 + "));
      all.add(mistake("output one channel off", file, "k", "int y = ", "int y = 1 + "));
      all.add(mistake("rows too near", file, "k", "row \\* (\\d+)", "row * {1-1}"));
      all.add(mistake("pixels too near", file, "k", "column \\* (\\d+)", "column * {1-1}"));
    }
    all.add(mistake("channels short", "Vector", "k", "(kPixel\\(.*, )(\\d+)\\);", "$1{2-16});"));
    all.add(scalar("a channel short", "k", "c < (\\d+)", "c < {1-1}"));
    return all;
  }

  static List<Mutation> activate() {
    return List.of(
        mistake("activation dropped", "Vector", "kPixel", "v\\.blend.*\\.intoArray", "v.intoArray"),
        scalar("activation dropped", "k", "a\\[y \\+ c\\] = .*;", "a[y + c] = v;"));
  }

  static List<Mutation> affine() {
    return List.of(
        mistake("gain of another channel", "Vector", "kPixel", "Gain, c", "Gain, 0"),
        mistake(
            "shift dropped",
            "Vector",
            "kPixel",
            "FloatVector\\.fromArray\\(S, kShift, c\\)",
            "FloatVector.zero(S)"),
        scalar("gain of another channel", "k", "Gain\\[c\\]", "Gain[0]"),
        scalar("shift dropped", "k", "kShift\\[c\\]", "0f"));
  }

  /** With alpha 0.5, size 5, bias 2. */
  static List<Mutation> lrn() {
    return List.of(
        mistake("alpha not divided by the size", "", "k", "0\\.1f", "0.5f"),
        mistake("alpha one per cent off", "", "k", "0\\.1f", "0.101f"),
        mistake("another power", "", "k", "0\\.75", "0.5"),
        mistake("a slightly other power", "", "k", "0\\.75", "0.751"),
        mistake("another bias", "", "k", "2\\.0f", "1.0f"));
  }

  static List<Mutation> sum() {
    return List.of(
        mistake("a term forgotten", "Vector", "kPixel", "v = v\\.add.*;", ""),
        mistake("a term twice", "Vector", "kPixel", "a, x1", "a, x0"),
        scalar("a term forgotten", "k", " \\+ a\\[x1 \\+ c\\]", ""));
  }

  /** A call of the runtime: each argument may be wrong. The first is the arena or the image. */
  static List<Mutation> call(String method, int from, int to, int delta) {
    List<Mutation> all = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      String before = "\\." + method + "\\(((?:(?:[^,()]|\\([^)]*\\))+,\\s+){" + i + "})(\\w+)";
      String after = "." + method + "($1$2" + (delta < 0 ? " - " : " + ") + Math.abs(delta);
      all.add(
          mistake(
              "argument " + i + " of " + method + (delta < 0 ? " less" : " more"),
              "",
              "k|kOut|kBorder|input",
              before,
              after));
    }
    return all;
  }

  static List<Mutation> other(String method, String instead) {
    return List.of(
        mistake(instead + " instead of " + method, "", "k", "Nhwc\\." + method, "Nhwc." + instead));
  }

  static List<Mutation> forgotten(String method) {
    String call = "\\w+\\." + method + "\\((?s).*?;";
    return List.of(mistake(method + " forgotten", "", "k|kOut|kBorder|input", call, ""));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static List<Mutation> all(List<Mutation>... some) {
    return Stream.of(some).flatMap(List::stream).toList();
  }

  static List<Mutation> bothRegisters(Function<String, Stream<Mutation>> mistakes) {
    return Stream.of("Vector32", "Vector16").flatMap(mistakes).toList();
  }

  static Mutation scalar(String what, String methods, String pattern, String with) {
    return mistake(what, "Scalar", methods, pattern, with);
  }

  static Mutation mistake(String what, String file, String methods, String pattern, String with) {
    return new Mutation(what, file, methods, pattern, with);
  }
}

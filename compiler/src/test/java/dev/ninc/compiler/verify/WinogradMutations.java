package dev.ninc.compiler.verify;

import static dev.ninc.compiler.verify.Mutations.bothRegisters;
import static dev.ninc.compiler.verify.Mutations.mistake;
import static dev.ninc.compiler.verify.Mutations.scalar;

import java.util.List;
import java.util.stream.Stream;

/** The mistakes that are made in Winograd convolutions. */
final class WinogradMutations {

  private static final String OUTPUT = "kOutput(Cut)?";
  private static final String PASS = "k(PatchColumns|PatchRows|ProductColumns|Output(Cut)?)";
  private static final String TILE = "kProducts\\d+(Narrow)?";

  private WinogradMutations() {}

  /** Where a step of its own transforms the tiles. */
  static List<Mutation> transforms() {
    return List.of(
        vector("a matrix entry one per cent off", PASS, "S, (-?[\\d.]+f)\\)", "S, 1.01f * $1)"),
        vector("a sign wrong", PASS, "\\.sub\\(", ".add("),
        vector("a number of a patch twice", "kPatch.*", "(s|a), (.*) \\+ (\\d+)\\);", "$1, $2);"),
        vector(
            "a column of the patch skipped",
            "kPatchColumns",
            "column < columns",
            "column < columns - 1"),
        vector("a row of the patch skipped", "kPatchRows", "row < rows", "row < rows - 1"),
        vector(
            "columns too near", "k(Patch|Product)Columns", "column \\* (\\d+)", "column * {1-1}"),
        vector("points too near", "kPatchRows", "\\(v, (.*)row \\* (\\d+)", "(v, $1row * {2-1}"),
        vector("a point too near", "kPatchRows", "\\(v, (.*) \\+ (\\d+)\\)", "(v, $1 + {2-1})"),
        vector("channels short", "kTiles", "c < (\\d+)", "c < {1-16}"),
        vector("a tile short", "kTiles", "tile < to", "tile < to - 1"),
        vector("patches too near", "kTiles", "int x = (.*) \\* (\\d+);", "int x = $1 * {2-1};"),
        vector("patch one pixel off", "kTiles", "int x = ", "int x = 16 + "),
        vector("tiles too near", "kTiles", "int v = (.*) \\* (\\d+);", "int v = $1 * {2-1};"),
        vector(
            "a column of products skipped",
            "kProductColumns",
            "column < columns",
            "column < columns - 1"),
        vector("products too near", "kProductColumns", "m \\+ (.*) (\\d+)\\)", "m + $1 {2-1})"),
        vector("products of the tile before", "kOutputs", "tile \\* 32", "(tile - from) / 2 * 32"));
  }

  /** The way to the output, where the last tiles hang over. */
  static List<Mutation> overhang() {
    return List.of(
        vector(
            "bias skipped",
            OUTPUT,
            "FloatVector\\.fromArray\\(S, kBias, bo\\)",
            "FloatVector.zero(S)"),
        vector(
            "bias of another channel", "k(Outputs)?", "\\(s, a, out \\+ v", "(s, a, 1 + out + v"),
        vector("a row of a tile skipped", OUTPUT, "row < rows", "row < rows - 1"),
        vector("output one pixel off", OUTPUT, "\\(a, y", "(a, 16 + y"),
        vector("output one channel off", OUTPUT, "\\(a, y", "(a, 1 + y"),
        vector(
            "rows of a tile too near", OUTPUT, "\\(a, y \\+ row \\* (\\d+)", "(a, y + row * {1-1}"),
        vector("a tile cut too much", "k(Outputs)?", "\\? (\\d+) : (\\d+);", "? $1 : {2-1};"),
        vector("a whole tile cut", "k(Outputs)?", "\\? (\\d+) : (\\d+);", "? {1-1} : $2;"),
        vector("another tile cut", "k(Outputs)?", "== (\\d+)\\)", "== {1-1})"));
  }

  static List<Mutation> products() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake(
                    "a point skipped",
                    file,
                    "kProducts(Narrow)?",
                    "point < (\\d+)",
                    "point < {1-1}"),
                mistake(
                    "points too near",
                    file,
                    "kProducts(Narrow)?",
                    "(x|m|wo) \\+= (\\d+)",
                    "$1 += {2-1}"),
                mistake("a channel skipped", file, TILE, "k < channels", "k < channels - 1"),
                mistake("another output's weights", file, TILE, "wo \\+ k", "wo + 1 + k"),
                mistake("another channel", file, TILE, "v\\[x", "v[x + 1"),
                mistake("a sum forgotten", file, TILE, "s\\d+ = v\\d+\\.fma[^;]*;", ""),
                mistake("a product one off", file, TILE, "\\(s, m", "(s, m + 1")));
  }

  static List<Mutation> blocks() {
    return bothRegisters(
        file ->
            Stream.of(
                mistake("a block one tile short", file, "k", "tile < last", "tile < last - 1"),
                mistake("a block begins late", file, "k", "int first = ", "int first = 1 + "),
                mistake("a block short", file, "k", "k \\+ (\\d+)", "k + {1-1}"),
                mistake("blocks too near", file, "k", "block \\* (\\d+)", "block * {1-1}"),
                mistake("tiles too near", file, "k", "first\\) \\* (\\d+)", "first) * {1-1}"),
                mistake("another row of tiles", file, "k", "tile / (\\d+)", "tile / {1+1}"),
                mistake("channels short", file, "k", "c < (\\d+)", "c < {1-16}")));
  }

  static List<Mutation> fused() {
    return List.of(
        vector("a matrix entry one per cent off", "kPatch", "(\\d[\\d.]*f)", "1.01f * $1"),
        vector("a sign wrong", "kPatch", "d6 - d0", "d6 + d0"),
        vector("a column skipped", "kPatch", "k < (\\d+)", "k < {1-1}"),
        vector("a number twice", "kPatch", "\\[from \\+ (\\d+)\\]", "[from]"),
        vector("a point too near", "kPatch", "\\[to \\+ (\\d+)\\]", "[to + {1-1}]"),
        vector("a channel forgotten", "kProductColumns(Narrow)?", "d\\d = .*fma.*;", ""),
        vector("another channel", "kProductColumns(Narrow)?", "s\\[x", "s[x + 1"),
        vector("another output's weights", "kProductColumns(Narrow)?", "S, w, u", "S, w, 1 + u"),
        vector("a row of tiles short", "k", "row < to", "row < to - 1"),
        vector("a tile short", "k", "tile < (\\d+)", "tile < {1-1}"),
        vector("tiles too near", "k", "tile \\* (\\d+)", "tile * {1-1}"),
        vector("rows of tiles too near", "k", "row \\* (\\d+)", "row * {1-1}"),
        scalar("a matrix entry one per cent off", "patch|tile", "(\\d[\\d.]*f)", "1.01f * $1"),
        scalar("a product forgotten", "product", "v2, u2", "v1, u2"));
  }

  /** In the loops of the plain kernels. */
  static List<Mutation> scalars() {
    return List.of(
        scalar("a matrix entry one per cent off", "patch|tile", "(\\d[\\d.]*f)", "1.01f * $1"),
        scalar("a sign wrong", "patch|tile", " - d", " + d"));
  }

  private static Mutation vector(String what, String methods, String pattern, String with) {
    return mistake(what, "Vector", methods, pattern, with);
  }
}

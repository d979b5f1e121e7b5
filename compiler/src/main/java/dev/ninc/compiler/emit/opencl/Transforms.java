package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.winograd.LinearProgram;
import dev.ninc.compiler.plan.winograd.LinearProgram.Instruction;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.FieldMatrix;

/**
 * The functions of Winograd's transforms, for a row or a column at a time: an array becomes a
 * constant matrix times the array. They write the instructions of {@link LinearProgram} in its
 * order.
 */
final class Transforms implements LinearProgram.Cases<String> {

  private final String type;

  private Transforms(String type) {
    this.type = type;
  }

  /** Bᵀ d: a column or row of a patch, to that of its points. */
  static Helper patches(WinogradGrid grid, int lanes) {
    WinogradMatrices matrices = matrices(grid);
    return helper(
        "patch", "Bt d for " + grid + ", " + points(matrices), matrices.bt(), grid, lanes);
  }

  /** Aᵀ m: a column or row of products, to that of a tile, which is shorter. */
  static Helper outputs(WinogradGrid grid, int lanes) {
    WinogradMatrices matrices = matrices(grid);
    String about = "At m for %s: the first %d become those of the tile".formatted(grid, grid.m());
    return helper("tile", about, matrices.at(), grid, lanes);
  }

  private static WinogradMatrices matrices(WinogradGrid grid) {
    return WinogradMatrices.of(grid.m(), grid.r());
  }

  /** {@code patch16_4x4_5x5}. */
  private static Helper helper(
      String stem, String about, FieldMatrix<BigFraction> matrix, WinogradGrid grid, int lanes) {
    String name =
        "%s%s_%dx%d_%dx%d"
            .formatted(stem, lanes == 1 ? "" : "" + lanes, grid.m(), grid.m(), grid.r(), grid.r());
    String type = Functions.type(lanes);
    LinearProgram program = LinearProgram.of(matrix);
    return new Helper(
        name,
        Template.of("shared/transform.cl"),
        Words.of(
            "ABOUT", about,
            "NAME", name,
            "TYPE", type,
            "LENGTH", grid.patch(),
            "LOADS", lines(program.inputs().size(), "const " + type + " d%1$d = x[%1$d];"),
            "SUMS", new Transforms(type).sums(program),
            "STORES", lines(program.outputs().size(), "x[%1$d] = r%1$d;")));
  }

  private static String lines(int count, String line) {
    return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining("\n"));
  }

  private String sums(LinearProgram program) {
    return program.instructions().stream()
        .map(i -> "const " + type + " " + i.target() + " = " + i.match(this) + ";")
        .collect(Collectors.joining("\n"));
  }

  /** {@code points 0, 1, -1 and infinity}. */
  private static String points(WinogradMatrices matrices) {
    List<String> points =
        matrices.points().stream().map(p -> p.toString().replace(" ", "")).toList();
    return "points " + String.join(", ", points) + " and infinity";
  }

  @Override
  public String add(Instruction.Add add) {
    return add.left() + " + " + add.right();
  }

  @Override
  public String subtract(Instruction.Subtract subtract) {
    return subtract.left() + " - " + subtract.right();
  }

  @Override
  public String negate(Instruction.Negate negate) {
    return "-" + negate.operand();
  }

  @Override
  public String multiply(Instruction.Multiply multiply) {
    return multiply.operand() + " * " + number(multiply.factor());
  }

  @Override
  public String multiplyAdd(Instruction.MultiplyAdd sum) {
    String factor = number(sum.factor());
    String vector = type.equals("float") ? factor : "(" + type + ") " + braced(factor);
    return "fma(" + sum.operand() + ", " + vector + ", " + sum.addend() + ")";
  }

  /** A cast binds closer than a sign. */
  private static String braced(String factor) {
    return factor.startsWith("-") ? "(" + factor + ")" : factor;
  }

  private static String number(BigFraction factor) {
    return Expressions.number(factor.floatValue());
  }
}

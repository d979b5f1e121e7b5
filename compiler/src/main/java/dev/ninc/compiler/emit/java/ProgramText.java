package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.plan.winograd.LinearProgram;
import dev.ninc.compiler.plan.winograd.LinearProgram.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link LinearProgram} as Java statements, on vectors or on floats. What is used once, and is
 * short, stands where it is used; that changes no rounding.
 */
final class ProgramText implements LinearProgram.Cases<String> {

  /** Characters of an expression that may stand inside another one. */
  private static final int SHORT = 40;

  /** What is computed with. */
  enum Numbers {
    VECTORS("FloatVector", "%s.add(%s)", "%s.sub(%s)", "%s.neg()", "%s.mul(%sf)") {
      @Override
      String fused(String operand, float factor, String addend) {
        return operand + ".fma(FloatVector.broadcast(S, " + factor + "f), " + addend + ")";
      }
    },
    FLOATS("float", "(%s + %s)", "(%s - %s)", "-%s", "%s * %sf") {
      @Override
      String fused(String operand, float factor, String addend) {
        return "Math.fma(" + operand + ", " + factor + "f, " + bare(addend) + ")";
      }
    };

    private final String type;
    private final String sum;
    private final String difference;
    private final String negative;
    private final String product;

    Numbers(String type, String sum, String difference, String negative, String product) {
      this.type = type;
      this.sum = sum;
      this.difference = difference;
      this.negative = negative;
      this.product = product;
    }

    abstract String fused(String operand, float factor, String addend);
  }

  private final Numbers numbers;
  private final LinearProgram program;

  /** What stands for a name: itself, or the expression that it was short enough for. */
  private final Map<String, String> text = new HashMap<>();

  private final Map<String, Integer> uses = new HashMap<>();

  ProgramText(Numbers numbers, LinearProgram program) {
    this.numbers = numbers;
    this.program = program;
    program.instructions().stream()
        .flatMap(i -> i.operands().stream())
        .forEach(name -> uses.merge(name, 1, Integer::sum));
  }

  /** A line for each value that is kept, outputs included, and comments on what is shared. */
  String text() {
    List<String> lines = new ArrayList<>();
    boolean sums = false;
    for (int i = 0; i < program.instructions().size(); i++) {
      Instruction instruction = program.instructions().get(i);
      String name = instruction.target();
      if (isPair(i) && isOutput(name)) {
        lines.add("// Points p and -p: " + shared(instruction) + ".");
      } else if (isPair(i) && !sums) {
        lines.add("// Points p and -p: even powers of both are equal, odd powers opposite.");
        sums = true;
      }
      String expression = instruction.match(this);
      boolean once = uses.getOrDefault(name, 0) == 1 && !isOutput(name);
      if (once && expression.length() <= SHORT) {
        text.put(name, expression);
      } else {
        lines.add(numbers.type + " " + name + " = " + bare(expression) + ";");
      }
    }
    return String.join("\n", lines);
  }

  private static String shared(Instruction sum) {
    return "even part " + sum.operands().get(0) + ", odd part " + sum.operands().get(1);
  }

  /** Whether a sum and a difference of the same operands begin here. */
  private boolean isPair(int i) {
    return i + 1 < program.instructions().size()
        && program.instructions().get(i) instanceof Instruction.Add sum
        && program.instructions().get(i + 1) instanceof Instruction.Subtract difference
        && sum.operands().equals(difference.operands());
  }

  private boolean isOutput(String name) {
    return program.outputs().contains(name);
  }

  /** Whether an input has a part in any output. */
  boolean uses(String input) {
    return uses.containsKey(input);
  }

  /** Without parentheses around the whole. */
  private static String bare(String expression) {
    boolean one =
        expression.startsWith("(")
            && expression.indexOf(')') == expression.length() - 1
            && expression.lastIndexOf('(') == 0;
    return one ? expression.substring(1, expression.length() - 1) : expression;
  }

  private String of(String name) {
    return text.getOrDefault(name, name);
  }

  @Override
  public String add(Instruction.Add add) {
    return numbers.sum.formatted(of(add.left()), of(add.right()));
  }

  @Override
  public String subtract(Instruction.Subtract subtract) {
    return numbers.difference.formatted(of(subtract.left()), of(subtract.right()));
  }

  @Override
  public String negate(Instruction.Negate negate) {
    return numbers.negative.formatted(of(negate.operand()));
  }

  @Override
  public String multiply(Instruction.Multiply multiply) {
    return numbers.product.formatted(of(multiply.operand()), multiply.factor().floatValue());
  }

  @Override
  public String multiplyAdd(Instruction.MultiplyAdd sum) {
    return numbers.fused(of(sum.operand()), sum.factor().floatValue(), of(sum.addend()));
  }
}

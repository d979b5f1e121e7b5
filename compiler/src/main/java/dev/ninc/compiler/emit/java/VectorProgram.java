package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.plan.java.winograd.LinearProgram;
import dev.ninc.compiler.plan.java.winograd.LinearProgram.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A {@link LinearProgram} as statements on vectors. What is used once, and is short, stands where
 * it is used; that changes no rounding.
 */
final class VectorProgram implements LinearProgram.Cases<String> {

  /** Characters of an expression that may stand inside another one. */
  private static final int SHORT = 40;

  private final LinearProgram program;

  /** What stands for a name: itself, or the expression that it was short enough for. */
  private final Map<String, String> text = new HashMap<>();

  private final Map<String, Integer> uses = new HashMap<>();

  VectorProgram(LinearProgram program) {
    this.program = program;
    program.instructions().stream()
        .flatMap(i -> operands(i).stream())
        .forEach(name -> uses.merge(name, 1, Integer::sum));
  }

  /** A line for each value that is kept, inputs being declared and outputs declared here. */
  String text() {
    Set<String> outputs = new TreeSet<>(program.outputs());
    List<String> lines = new ArrayList<>();
    for (Instruction instruction : program.instructions()) {
      String name = instruction.target();
      String expression = instruction.match(this);
      boolean once = uses.getOrDefault(name, 0) == 1 && !outputs.contains(name);
      if (once && expression.length() <= SHORT) {
        text.put(name, expression);
      } else {
        lines.add("FloatVector " + name + " = " + expression + ";");
      }
    }
    return String.join("\n", lines);
  }

  /** Whether an input has a part in any output. */
  boolean uses(String input) {
    return uses.containsKey(input);
  }

  private String of(String name) {
    return text.getOrDefault(name, name);
  }

  @Override
  public String add(Instruction.Add add) {
    return of(add.left()) + ".add(" + of(add.right()) + ")";
  }

  @Override
  public String subtract(Instruction.Subtract subtract) {
    return of(subtract.left()) + ".sub(" + of(subtract.right()) + ")";
  }

  @Override
  public String negate(Instruction.Negate negate) {
    return of(negate.operand()) + ".neg()";
  }

  @Override
  public String multiply(Instruction.Multiply multiply) {
    return of(multiply.operand()) + ".mul(" + multiply.factor().floatValue() + "f)";
  }

  @Override
  public String multiplyAdd(Instruction.MultiplyAdd sum) {
    return of(sum.operand())
        + ".fma(FloatVector.broadcast(S, "
        + sum.factor().floatValue()
        + "f), "
        + of(sum.addend())
        + ")";
  }

  private static List<String> operands(Instruction instruction) {
    return instruction.match(new Operands());
  }

  private static final class Operands implements LinearProgram.Cases<List<String>> {
    @Override
    public List<String> add(Instruction.Add add) {
      return List.of(add.left(), add.right());
    }

    @Override
    public List<String> subtract(Instruction.Subtract subtract) {
      return List.of(subtract.left(), subtract.right());
    }

    @Override
    public List<String> negate(Instruction.Negate negate) {
      return List.of(negate.operand());
    }

    @Override
    public List<String> multiply(Instruction.Multiply multiply) {
      return List.of(multiply.operand());
    }

    @Override
    public List<String> multiplyAdd(Instruction.MultiplyAdd sum) {
      return List.of(sum.operand(), sum.addend());
    }
  }
}

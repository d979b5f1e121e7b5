package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.FieldMatrix;

/**
 * A constant matrix times a vector as straight-line code without branches and loops. Two rows e + o
 * and e - o share their even part e and their odd part o; so do two columns, whose inputs are added
 * and subtracted first: for Winograd's matrices these are the rows of BT and the columns of AT that
 * belong to points p and -p.
 *
 * <p>Every emitter writes these very instructions in this order, in vectors or in scalars: so all
 * of them give the same bits.
 *
 * @param instructions each uses inputs and targets of earlier instructions; each target once
 * @param inputs the names of the vector's elements
 * @param outputs the names of the result's elements; all are targets
 */
public record LinearProgram(
    List<Instruction> instructions, List<String> inputs, List<String> outputs) {

  public LinearProgram {
    instructions = List.copyOf(instructions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * The program of a matrix, whose inputs are called d0, d1, …, outputs r0, r1, …, and values in
   * between t0, t1, ….
   *
   * @throws CompilerBug for a row of zeros
   */
  public static LinearProgram of(FieldMatrix<BigFraction> matrix) {
    return of(matrix, "d", "r", "t");
  }

  /** The same with other letters for inputs, outputs and values in between. */
  public static LinearProgram of(
      FieldMatrix<BigFraction> matrix, String input, String output, String between) {
    List<String> inputs = names(input, matrix.getColumnDimension());
    List<String> outputs = names(output, matrix.getRowDimension());
    return new LinearProgram(
        new LinearProgramBuilder(between).program(matrix, inputs, outputs), inputs, outputs);
  }

  /** The targets that are no outputs, sorted: what an emitter may have to declare. */
  public List<String> between() {
    TreeSet<String> targets = new TreeSet<>();
    instructions.forEach(i -> targets.add(i.target()));
    outputs.forEach(targets::remove);
    return List.copyOf(targets);
  }

  /**
   * The first outputs alone, by the same instructions: so each has the same bits as it has among
   * all.
   */
  public LinearProgram first(int count) {
    List<Instruction> needed = new ArrayList<>();
    Set<String> used = new HashSet<>(outputs.subList(0, count));
    for (int i = instructions.size() - 1; i >= 0; i--) {
      Instruction instruction = instructions.get(i);
      if (used.contains(instruction.target())) {
        needed.add(0, instruction);
        used.addAll(instruction.operands());
      }
    }
    return new LinearProgram(needed, inputs, outputs.subList(0, count));
  }

  private static List<String> names(String letter, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(letter + i);
    }
    return names;
  }

  /** One operation; {@code target} is a new name, all operands are names that have a value. */
  public sealed interface Instruction {

    String target();

    /** The names that it uses. */
    List<String> operands();

    <R> R match(Cases<R> cases);

    /** target = left + right. */
    record Add(String target, String left, String right) implements Instruction {
      @Override
      public List<String> operands() {
        return List.of(left, right);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.add(this);
      }
    }

    /** target = left - right. */
    record Subtract(String target, String left, String right) implements Instruction {
      @Override
      public List<String> operands() {
        return List.of(left, right);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.subtract(this);
      }
    }

    /** target = -operand. */
    record Negate(String target, String operand) implements Instruction {
      @Override
      public List<String> operands() {
        return List.of(operand);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.negate(this);
      }
    }

    /** target = operand · factor. */
    record Multiply(String target, String operand, BigFraction factor) implements Instruction {
      @Override
      public List<String> operands() {
        return List.of(operand);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.multiply(this);
      }
    }

    /** target = operand · factor + addend, rounded once. */
    record MultiplyAdd(String target, String operand, BigFraction factor, String addend)
        implements Instruction {
      @Override
      public List<String> operands() {
        return List.of(operand, addend);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.multiplyAdd(this);
      }
    }
  }

  /** What to do with each kind of instruction. */
  public interface Cases<R> {
    R add(Instruction.Add add);

    R subtract(Instruction.Subtract subtract);

    R negate(Instruction.Negate negate);

    R multiply(Instruction.Multiply multiply);

    R multiplyAdd(Instruction.MultiplyAdd multiplyAdd);
  }
}

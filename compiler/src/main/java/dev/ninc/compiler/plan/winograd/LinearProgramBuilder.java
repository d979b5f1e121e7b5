package dev.ninc.compiler.plan.winograd;

import dev.ninc.compiler.plan.winograd.LinearProgram.Instruction;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.FieldMatrix;

/** Writes the instructions of a {@link LinearProgram}: first pairs of columns, then of rows. */
final class LinearProgramBuilder {

  private final String between;
  private final List<Instruction> instructions = new ArrayList<>();
  private int used;

  LinearProgramBuilder(String between) {
    this.between = between;
  }

  List<Instruction> program(
      FieldMatrix<BigFraction> matrix, List<String> inputs, List<String> outputs) {
    List<Column> columns = pairedColumns(matrix, inputs);
    List<String> operands = columns.stream().map(Column::operand).toList();
    List<BigFraction[]> rows = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int row = i;
      rows.add(columns.stream().map(c -> c.factors()[row]).toArray(BigFraction[]::new));
    }
    boolean[] done = new boolean[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      if (!done[i]) {
        Optional<Integer> partner = partner(rows, done, i);
        if (partner.isPresent()) {
          int k = partner.get();
          done[k] = true;
          addPair(rows.get(i), rows.get(k), operands, outputs.get(i), outputs.get(k));
        } else {
          addSum(outputs.get(i), rows.get(i), operands);
        }
      }
    }
    return instructions;
  }

  private record Column(String operand, BigFraction[] factors) {}

  /** Two columns e + o and e - o of a and b become e and o of a + b and a - b. */
  private List<Column> pairedColumns(FieldMatrix<BigFraction> matrix, List<String> inputs) {
    List<BigFraction[]> all = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      all.add(matrix.getColumn(k));
    }
    List<Column> columns = new ArrayList<>();
    boolean[] done = new boolean[all.size()];
    for (int k = 0; k < all.size(); k++) {
      if (done[k]) {
        continue;
      }
      Optional<Integer> partner = partner(all, done, k);
      if (partner.isEmpty()) {
        columns.add(new Column(inputs.get(k), all.get(k)));
        continue;
      }
      int j = partner.get();
      done[j] = true;
      String sum = next();
      String difference = next();
      instructions.add(new Instruction.Add(sum, inputs.get(k), inputs.get(j)));
      instructions.add(new Instruction.Subtract(difference, inputs.get(k), inputs.get(j)));
      columns.add(new Column(sum, even(all.get(k), all.get(j))));
      columns.add(new Column(difference, odd(all.get(k), all.get(j))));
    }
    return columns;
  }

  private void addPair(
      BigFraction[] plus, BigFraction[] minus, List<String> operands, String sum, String rest) {
    String even = operand(even(plus, minus), operands);
    String odd = operand(odd(plus, minus), operands);
    instructions.add(new Instruction.Add(sum, even, odd));
    instructions.add(new Instruction.Subtract(rest, even, odd));
  }

  /** The name of Σ factors · operands: a new one, or that of an operand that is the whole sum. */
  private String operand(BigFraction[] factors, List<String> operands) {
    List<Integer> terms = terms(factors);
    if (terms.size() == 1 && factors[terms.get(0)].equals(BigFraction.ONE)) {
      return operands.get(terms.get(0));
    }
    String target = next();
    addSum(target, factors, operands);
    return target;
  }

  /** target = Σ factors · operands. */
  private void addSum(String target, BigFraction[] factors, List<String> operands) {
    List<Integer> terms = terms(factors);
    if (terms.isEmpty()) {
      throw new CompilerBug("A row of zeros: " + Arrays.toString(factors));
    }
    String sum = operands.get(terms.get(0));
    BigFraction first = factors[terms.get(0)];
    if (terms.size() == 1 || !first.equals(BigFraction.ONE)) {
      String scaled = terms.size() == 1 ? target : next();
      instructions.add(
          first.equals(BigFraction.MINUS_ONE)
              ? new Instruction.Negate(scaled, sum)
              : new Instruction.Multiply(scaled, sum, first));
      sum = scaled;
    }
    for (int i = 1; i < terms.size(); i++) {
      String to = i == terms.size() - 1 ? target : next();
      instructions.add(term(to, operands.get(terms.get(i)), factors[terms.get(i)], sum));
      sum = to;
    }
  }

  private static Instruction term(String target, String operand, BigFraction factor, String sum) {
    if (factor.equals(BigFraction.ONE)) {
      return new Instruction.Add(target, sum, operand);
    }
    return factor.equals(BigFraction.MINUS_ONE)
        ? new Instruction.Subtract(target, sum, operand)
        : new Instruction.MultiplyAdd(target, operand, factor, sum);
  }

  /** The columns with a factor: those that need no multiplication first, of these the positive. */
  private static List<Integer> terms(BigFraction[] factors) {
    List<Integer> terms = new ArrayList<>();
    for (int k = 0; k < factors.length; k++) {
      if (!factors[k].equals(BigFraction.ZERO)) {
        terms.add(k);
      }
    }
    terms.sort(
        Comparator.<Integer, Boolean>comparing(k -> !factors[k].abs().equals(BigFraction.ONE))
            .thenComparing(k -> factors[k].compareTo(BigFraction.ZERO) < 0));
    return terms;
  }

  /** A later row that is e - o where row {@code i} is e + o, and no column has both e and o. */
  private static Optional<Integer> partner(List<BigFraction[]> rows, boolean[] done, int i) {
    for (int k = i + 1; k < rows.size(); k++) {
      if (!done[k] && isPair(rows.get(i), rows.get(k))) {
        return Optional.of(k);
      }
    }
    return Optional.empty();
  }

  private static boolean isPair(BigFraction[] plus, BigFraction[] minus) {
    BigFraction[] even = even(plus, minus);
    BigFraction[] odd = odd(plus, minus);
    for (int k = 0; k < even.length; k++) {
      if (!even[k].equals(BigFraction.ZERO) && !odd[k].equals(BigFraction.ZERO)) {
        return false;
      }
    }
    return !terms(even).isEmpty() && !terms(odd).isEmpty();
  }

  private static BigFraction[] even(BigFraction[] plus, BigFraction[] minus) {
    BigFraction[] even = new BigFraction[plus.length];
    Arrays.setAll(even, k -> plus[k].add(minus[k]).divide(2));
    return even;
  }

  private static BigFraction[] odd(BigFraction[] plus, BigFraction[] minus) {
    BigFraction[] odd = new BigFraction[plus.length];
    Arrays.setAll(odd, k -> plus[k].subtract(minus[k]).divide(2));
    return odd;
  }

  private String next() {
    return between + used++;
  }
}

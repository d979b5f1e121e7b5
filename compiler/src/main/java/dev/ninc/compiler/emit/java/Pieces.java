package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.java.Division;
import java.util.List;

/**
 * How a step's method gets its pieces.
 *
 * @param division of this backend's kernel
 * @param inSignature whether the method takes {@code from} and {@code to}: it does as soon as one
 *     backend divides the step, for all backends override one method
 */
record Pieces(Division division, boolean inSignature) {

  /** Of a step that is not divided. */
  static final Pieces ALL = new Pieces(Division.WHOLE, false);

  boolean isDivided() {
    return division.isDivided();
  }

  List<ParameterSpec> parameters() {
    ParameterSpec workspace = ParameterSpec.builder(Types.WORKSPACE, "w").build();
    return inSignature
        ? List.of(
            workspace,
            ParameterSpec.builder(TypeName.INT, "from").build(),
            ParameterSpec.builder(TypeName.INT, "to").build())
        : List.of(workspace);
  }

  /** {@code // pieces: 32 rows}, the first line of a method that is divided. */
  CodeBlock comment() {
    return isDivided() ? CodeBlock.of("// pieces: $L\n", division) : CodeBlock.of("");
  }

  /** The rows that the method does, of a step that is divided into rows or not at all. */
  Range rows(int all) {
    return division.unit() == Division.Unit.ROWS ? Range.PIECES : Range.upTo(all);
  }

  /** The first piece that the method does. */
  String from() {
    return isDivided() ? "from" : "0";
  }

  /** Behind the last piece that it does, of a step that has so many or is not divided. */
  String to(int all) {
    return isDivided() ? "to" : "" + all;
  }

  /** What a call of the method passes on. */
  String arguments() {
    return inSignature ? "(w, from, to)" : "(w)";
  }
}

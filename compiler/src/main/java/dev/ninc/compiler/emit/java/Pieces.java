package dev.ninc.compiler.emit.java;

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

  /** Of what is no step, or does the whole of one. */
  static final Pieces NONE = new Pieces(Division.WHOLE, false);

  /** The first piece, in a step's method. */
  String from() {
    return inSignature ? "from" : "0";
  }

  /** Behind the last of {@code all} pieces. */
  String to(int all) {
    return inSignature ? "to" : "" + all;
  }

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

  /** What a call of the method passes on. */
  String arguments() {
    return inSignature ? "(w, from, to)" : "(w)";
  }
}

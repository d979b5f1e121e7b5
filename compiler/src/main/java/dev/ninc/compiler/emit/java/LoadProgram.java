package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The computations on weights, as a method that runs them once. */
final class LoadProgram {

  private LoadProgram() {}

  /**
   * {@code static LoadPhase prepare(LoadPhase weights)}; empty where there is nothing to compute.
   */
  static Optional<MethodSpec> method(Graph graph) {
    CodeBlock.Builder code = CodeBlock.builder();
    graph.nodes().stream().filter(n -> n.type() instanceof Tensor).forEach(n -> statement(code, n));
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        MethodSpec.methodBuilder("prepare")
            .addJavadoc("What depends on no input is computed once, from the weights as trained.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Types.LOAD_PHASE)
            .addParameter(Types.LOAD_PHASE, "weights")
            .addCode(code.build())
            .addStatement("return weights")
            .build());
  }

  private static void statement(CodeBlock.Builder code, Node node) {
    String out = node.out().name();
    if (node.op() instanceof Op.Arithmetic op) {
      code.addStatement(
          "weights.$L($S, $S, $S)",
          op.kind().name().toLowerCase(Locale.ROOT),
          out,
          op.left().name(),
          op.right().name());
    } else if (node.op() instanceof Op.InverseRoot op) {
      code.addStatement("weights.inverseRoot($S, $S, $L)", out, op.in().name(), op.epsilon());
    } else if (node.op() instanceof Op.Reshape op) {
      code.addStatement("weights.rename($S, $S)", out, op.in().name());
    }
  }
}

package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.source.CompilerBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** The computations on weights, as a method that runs them once. */
public final class LoadProgram {

  private LoadProgram() {}

  /**
   * {@code static LoadPhase prepare(LoadPhase weights)} and, for a long program, its parts; none
   * where there is nothing to compute.
   */
  public static List<MethodSpec> methods(Graph graph) {
    List<CodeBlock> program =
        graph.nodes().stream()
            .filter(n -> n.type() instanceof Tensor && !(n.op() instanceof Op.Param))
            .map(LoadProgram::statement)
            .toList();
    if (program.isEmpty()) {
      return List.of();
    }
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.methodBuilder("prepare")
            .addJavadoc("What depends on no input is computed once, from the weights as trained.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(ModelTypes.LOAD_PHASE)
            .addParameter(ModelTypes.WEIGHTS_TO_LOAD)
            .addCode(Chunks.calls("prepare", program, ModelTypes.WEIGHTS_TO_LOAD))
            .addStatement("return weights")
            .build());
    methods.addAll(Chunks.methods("prepare", program, ModelTypes.WEIGHTS_TO_LOAD));
    return methods;
  }

  private static CodeBlock statement(Node node) {
    String out = node.out().name();
    if (node.op() instanceof Op.Arithmetic op) {
      return CodeBlock.of(
          "weights.$L($S,$W$S,$W$S);\n",
          op.kind().name().toLowerCase(Locale.ROOT),
          out,
          op.left().name(),
          op.right().name());
    } else if (node.op() instanceof Op.InverseRoot op) {
      return CodeBlock.of(
          "weights.inverseRoot($S,$W$S,$W$L);\n", out, op.in().name(), op.epsilon());
    } else if (node.op() instanceof Op.Reshape op) {
      return CodeBlock.of("weights.rename($S,$W$S);\n", out, op.in().name());
    }
    throw new CompilerBug("no load-phase statement computes " + node.out());
  }
}

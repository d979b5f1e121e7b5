package dev.ninc.cli;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Value;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.Workspace;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * A network with its weights, ready to answer.
 *
 * @param backend what runs it, and why
 * @param answer from one image to one of the outputs
 */
record Runner(String backend, Answer answer) {

  /** One image in, one output out. */
  @FunctionalInterface
  interface Answer {
    float[] to(float[] image, int output);
  }

  /** What a network can run on. */
  enum Kind {
    /** What the generated class chooses: scalar kernels, and soon vector ones. */
    AUTO,
    VECTOR,
    SCALAR,
    /** The interpreter in double precision. */
    INTERP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A runner on the network as the user wrote it for {@link Kind#INTERP}, else on a class that is
   * generated, compiled and loaded in memory.
   *
   * @param threads that share the work of each image; the interpreter takes one
   * @throws Mistake where the kind that is asked for can't be had here
   */
  static Runner of(Kind kind, Network network, Options options, Weights weights, int threads)
      throws IOException, Mistake {
    return kind == Kind.INTERP
        ? interpreter(network.graph(), weights)
        : generated(kind, network, options, weights, threads);
  }

  private static Runner interpreter(Graph graph, Weights weights) {
    Interpreter interpreter = new Interpreter(graph, p -> weights.floats(p.name()));
    return new Runner(
        "interp (the interpreter in double precision)",
        (image, output) -> {
          Value value = graph.outputs().get(output).value();
          return floats(interpreter.run(image).get(value).values());
        });
  }

  private static Runner generated(
      Kind kind, Network network, Options options, Weights weights, int threads)
      throws IOException, Mistake {
    GeneratedModel model =
        GeneratedClasses.of(network, options).load(kind.toString(), Map.of(), weights);
    Workspace workspace = model.newWorkspace(Parallelism.of(threads));
    Backend backend = model.backend();
    return new Runner(
        kind == Kind.SCALAR ? backend.name() + " (asked for)" : backend.toString(),
        (image, output) -> run(model, workspace, image, output));
  }

  private static float[] run(GeneratedModel model, Workspace workspace, float[] image, int output) {
    float[][] outs = new float[model.outputs().size()][];
    outs[output] = new float[model.outputs().get(output).shape().size()];
    model.run(workspace, image, outs);
    return outs[output];
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.MemoryLoader;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A network with its weights, ready to answer.
 *
 * @param backend what runs it, and why
 * @param answer from one image to the first output
 */
record Runner(String backend, Answer answer) {

  /** One image in, the first output out. */
  @FunctionalInterface
  interface Answer {
    float[] to(float[] image);
  }

  /** What a network can run on. */
  enum Kind {
    /** What the generated class chooses. */
    AUTO,
    VECTOR,
    SCALAR,
    /** The interpreter in double precision. */
    INTERP
  }

  /**
   * @throws Mistake where the kind that is asked for can't be had here
   */
  static Runner of(Kind kind, Network network, Options options, Weights weights)
      throws IOException, Mistake {
    return kind == Kind.INTERP
        ? interpreter(network.graph(), weights)
        : generated(kind, network, options, weights);
  }

  /** On the graph as the user wrote it, before any pass. */
  private static Runner interpreter(Graph graph, Weights weights) {
    Interpreter interpreter = new Interpreter(graph, p -> weights.floats(p.name()));
    return new Runner(
        "interp (the interpreter in double precision)",
        image -> floats(interpreter.run(image).get(graph.outputs().get(0).value()).values()));
  }

  private static Runner generated(Kind kind, Network network, Options options, Weights weights)
      throws IOException, Mistake {
    List<GeneratedFile> sources = Ninc.emit(network, options.packageName("generated"));
    MemoryLoader loader = new MemoryLoader(GeneratedClasses.compile(sources));
    System.setProperty(Backend.PROPERTY, kind.name().toLowerCase(Locale.ROOT));
    try {
      GeneratedModel model = loader.model(GeneratedClasses.publicClass(sources), weights);
      return new Runner(model.backend().toString(), model::run);
    } catch (IllegalStateException e) {
      throw new Mistake(
          "The backend `"
              + kind.name().toLowerCase(Locale.ROOT)
              + "` can't be had: "
              + e.getMessage()
              + ".",
          "`--backend auto` takes what there is.");
    } finally {
      System.clearProperty(Backend.PROPERTY);
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}

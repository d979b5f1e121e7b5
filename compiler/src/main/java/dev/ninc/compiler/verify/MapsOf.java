package dev.ninc.compiler.verify;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import java.util.HashMap;
import java.util.Map;

/** The maps that something computes for an image, by the values of the network as written. */
@FunctionalInterface
public interface MapsOf {

  /**
   * Runs one image.
   *
   * @param image channels, rows, columns
   * @return the values that it has, each as channel, row, column; not all of the network need be
   *     among them
   */
  Map<Value, float[]> image(float[] image);

  /** All maps of the network, in double precision, each rounded to float. */
  static MapsOf interpreter(Interpreter interpreter) {
    return image -> {
      Map<Value, float[]> maps = new HashMap<>();
      interpreter.run(image).forEach((v, n) -> maps.put(v, Floats.round(n.values())));
      return maps;
    };
  }

  /**
   * The maps that a generated class stores while it runs, and its results as it hands them out.
   * Passes keep the meaning of a value, so those of the optimized graph are values of the network
   * as written too; a value inside a fused chain, and one that a pass removed, is not among them.
   *
   * @param model a class generated from {@code plan}
   * @param written the network as written: its outputs are the class's, in the same order
   */
  static MapsOf generated(Stepwise model, Plan plan, Graph written) {
    Walk walk = new Walk(model, plan);
    return image -> {
      float[][] outs = walk.outputs();
      Map<Value, float[]> maps = new HashMap<>();
      walk.image(
          image,
          outs,
          new Walk.Visitor() {
            @Override
            public void step(Step step, Value out, Map<Value, double[]> before, double[] found) {
              maps.put(out, Floats.round(found));
            }

            @Override
            public void joined(Value value, Map<Value, double[]> before, double[] found) {
              maps.put(value, Floats.round(found));
            }
          });
      for (int i = 0; i < outs.length; i++) {
        maps.put(written.outputs().get(i).value(), outs[i]);
      }
      return maps;
    };
  }
}

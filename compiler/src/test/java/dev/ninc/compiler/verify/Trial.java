package dev.ninc.compiler.verify;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.runtime.GeneratedModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One network, generated with several sets of options, compiled, and run on several machines: each
 * step against the oracle, all machines against each other, the whole against the interpreter on
 * the network as it was written.
 */
final class Trial {

  /** The worst of what has been measured, to justify the figures. */
  static double worstStep;

  static double worstEndToEnd;
  static int compiled;

  private final String text;
  private final List<Options> options;
  private final List<Machine> machines;

  Trial(String text, List<Options> options, List<Machine> machines) {
    this.text = text;
    this.options = options;
    this.machines = machines;
  }

  /** What is wrong, in a sentence; empty where nothing is. */
  Optional<String> failure() {
    Set<List<GeneratedFile>> seen = new HashSet<>();
    for (Options o : options) {
      try {
        Network network = Harness.check(text, o);
        if (seen.add(Ninc.emit(network, o))) {
          Harness harness = new Harness(network, Harness.seeded(network, 7), o);
          Optional<String> wrong = failure(harness, machines);
          if (wrong.isPresent()) {
            return wrong.map(w -> w + " Options: " + o);
          }
        }
      } catch (RuntimeException | LinkageError e) {
        return Optional.of("Thrown: " + e + " at " + Arrays.toString(e.getStackTrace()));
      }
    }
    return Optional.empty();
  }

  /** What is wrong with a compiled network, in a sentence. */
  static Optional<String> failure(Harness harness, List<Machine> machines) {
    compiled++;
    float[] image = harness.image(1);
    Optional<String> wrong = steps(harness, Machine.SCALAR, image);
    GeneratedModel scalar = harness.model(Machine.SCALAR);
    float[][] expected = run(scalar, image);
    if (wrong.isEmpty()) {
      wrong = endToEnd(harness.checked().graph(), harness, image, expected);
    }
    for (Machine machine : machines) {
      if (wrong.isEmpty()) {
        wrong = steps(harness, machine, image);
      }
      if (wrong.isEmpty()) {
        wrong = bits(harness.model(machine), machine, image, expected);
      }
    }
    return wrong.isEmpty() ? bits(scalar, Machine.SCALAR, image, expected) : wrong;
  }

  /** However the work is divided, the bits must be the same. */
  private static Optional<String> bits(
      GeneratedModel model, Machine machine, float[] image, float[][] expected) {
    if (!Arrays.deepEquals(expected, run(model, image))) {
      return Optional.of("Bits of " + machine + " differ from scalar.");
    }
    for (Pieces pieces : Pieces.values()) {
      if (!Arrays.deepEquals(expected, pieces.run(model, image, 5))) {
        return Optional.of("Divided into " + pieces + ", bits of " + machine + " differ.");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> steps(Harness harness, Machine machine, float[] image) {
    Report report = harness.verify(machine, image);
    for (Finding finding : report.findings()) {
      worstStep = Math.max(worstStep, finding.deviation().ratio());
    }
    return report.firstDivergence().map(f -> "Step wrong on " + machine + ": " + f);
  }

  private static Optional<String> endToEnd(
      Graph raw, Harness harness, float[] image, float[][] found) {
    Map<Value, Numbers> all = new Interpreter(raw, harness::weight).run(image);
    Optional<String> wrong = Optional.empty();
    for (int i = 0; i < found.length; i++) {
      Output output = raw.outputs().get(i);
      Finding finding = EndToEnd.compare(output.name(), all.get(output.value()).values(), found[i]);
      worstEndToEnd = Math.max(worstEndToEnd, finding.deviation().ratio());
      if (!finding.isAllowed()) {
        wrong = Optional.of("End to end: " + finding);
      }
    }
    return wrong;
  }

  /** All outputs for one image. */
  static float[][] run(GeneratedModel model, float[] image) {
    float[][] outs = new float[model.outputs().size()][];
    for (int i = 0; i < outs.length; i++) {
      outs[i] = new float[model.outputs().get(i).shape().size()];
    }
    model.run(model.newWorkspace(), image, outs);
    return outs;
  }
}

package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.cost.Residence;
import dev.ninc.compiler.plan.winograd.WinogradError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a convolution multiplies as it does, in words and numbers. */
final class AlgorithmReasons {

  private final Node node;
  private final List<Candidate> all;
  private final Optional<Residence> weights;

  /**
   * @param all candidates, the direct one first
   * @param weights where they are when the layer begins, on a CPU; empty for a GPU
   */
  AlgorithmReasons(Node node, List<Candidate> all, Optional<Residence> weights) {
    this.node = node;
    this.all = all;
    this.weights = weights;
  }

  Choice choice(Candidate taken, AlgorithmChoice.Reason reason) {
    List<String> others =
        all.stream().filter(c -> !c.equals(taken)).map(c -> other(c, taken)).toList();
    return new Choice(node.out().name(), name(taken) + ": " + why(taken, reason), others);
  }

  private String why(Candidate taken, AlgorithmChoice.Reason reason) {
    return switch (reason) {
      case STRICT -> "each term is multiplied, as strict accuracy wants it";
      case ASKED -> "as asked; " + amounts(taken);
      case ESTIMATED -> "fastest by estimate; " + amounts(taken);
    };
  }

  private String amounts(Candidate candidate) {
    String own = millions(candidate) + " multiplications";
    return candidate.algorithm().m() == 1
        ? own
        : own + " instead of " + millions(all.get(0)) + ", " + error(candidate);
  }

  private WinogradError error(Candidate candidate) {
    return WinogradError.of(candidate.algorithm().m(), window());
  }

  private int window() {
    return ((Op.Conv) node.op()).window().height();
  }

  private String other(Candidate other, Candidate taken) {
    return String.format(
        Locale.ROOT,
        "%s: would take %.2f x as long, with %s multiplications",
        name(other),
        nanoseconds(other) / nanoseconds(taken),
        millions(other));
  }

  private double nanoseconds(Candidate candidate) {
    return weights.map(w -> candidate.work().nanoseconds(w)).orElse(candidate.onGpu());
  }

  /** {@code winograd F(4x4, 5x5)}: with the window, as papers write it. */
  private String name(Candidate candidate) {
    String window = window() + "x" + window();
    return candidate.algorithm().toString().replace(")", ", " + window + ")");
  }

  private static String millions(Candidate candidate) {
    return String.format(Locale.ROOT, "%.1f M", candidate.work().multiplications() / 1e6);
  }
}

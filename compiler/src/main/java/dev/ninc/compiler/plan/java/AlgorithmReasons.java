package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Choice;
import dev.ninc.compiler.plan.cost.Residence;
import dev.ninc.compiler.plan.cost.Work;
import dev.ninc.compiler.plan.winograd.WinogradError;
import java.util.List;
import java.util.Locale;

/** Why a convolution multiplies as it does, in words and numbers. */
final class AlgorithmReasons {

  private final Node node;
  private final List<Candidate> all;
  private final Residence weights;

  /**
   * @param all candidates, the direct one first
   * @param weights where they are when the layer begins
   */
  AlgorithmReasons(Node node, List<Candidate> all, Residence weights) {
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
      case ONE_LOOP -> "the stages of its chain run as one loop, as asked";
      case ASKED -> "as asked; " + amounts(taken);
      case ESTIMATED -> "fastest by estimate; " + amounts(taken);
    };
  }

  /** The multiplications, which weights they read from where, and the error. */
  private String amounts(Candidate candidate) {
    Work work = candidate.work();
    Work direct = all.get(0).work();
    String where = weights == Residence.CACHE ? "the cache" : "memory";
    return isDirect(candidate)
        ? "%s multiplications, %s of weights from %s"
            .formatted(count(work.multiplications()), bytes(work), where)
        : "%s multiplications instead of %s, %s of weights from %s instead of %s, %s"
            .formatted(
                count(work.multiplications()),
                count(direct.multiplications()),
                bytes(work),
                where,
                bytes(direct),
                error(candidate));
  }

  private WinogradError error(Candidate candidate) {
    return WinogradError.of(tile(candidate), ((Op.Conv) node.op()).window().height());
  }

  private static int tile(Candidate candidate) {
    return candidate.algorithm() instanceof Algorithm.Winograd winograd
        ? winograd.m()
        : ((Algorithm.FusedWinograd) candidate.algorithm()).m();
  }

  private String other(Candidate other, Candidate taken) {
    double ratio = other.work().nanoseconds(weights) / taken.work().nanoseconds(weights);
    return String.format(
        Locale.ROOT,
        "%s: would take %.2f x as long, with %s multiplications and %s of weights",
        name(other),
        ratio,
        count(other.work().multiplications()),
        bytes(other.work()));
  }

  /** {@code winograd F(4x4, 5x5)}: with the window, as papers write it. */
  private String name(Candidate candidate) {
    String window = ((Op.Conv) node.op()).window().height() + "";
    return isDirect(candidate)
        ? candidate.algorithm().toString()
        : candidate.algorithm().toString().replace(")", ", " + window + "x" + window + ")");
  }

  private static boolean isDirect(Candidate candidate) {
    return candidate.algorithm() instanceof Algorithm.Direct;
  }

  private static String count(long number) {
    return number < 1_000_000
        ? String.format(Locale.ROOT, "%,d", number)
        : String.format(Locale.ROOT, "%.1f M", number / 1e6);
  }

  private static String bytes(Work work) {
    double kibibytes = work.weightBytes() / 1024.0;
    return kibibytes < 1024
        ? String.format(Locale.ROOT, "%.1f KiB", kibibytes)
        : String.format(Locale.ROOT, "%.1f MiB", kibibytes / 1024);
  }
}

package dev.ninc.compiler.random;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.interp.Numbers;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Costs;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Init;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Printer;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.pass.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.linear.ArrayRealVector;

/**
 * One random network, from its text to the interpreter: what the front end makes of it is what the
 * generator meant, and no pass changes what it computes, on or off.
 */
final class Differential {

  /** Passes that promise the same bits; the others change the order of roundings. */
  private static final Set<String> EXACT =
      Set.of("drop-inference-noops", "fuse-activation", "fuse-pointwise", "remove-dead");

  /** Both sides are double: what they may differ by, in units of the largest number around. */
  private static final double TOLERANCE = 1e-9;

  private final RandomNetwork network;
  private final Pipeline pipeline;

  private Differential(RandomNetwork network, Pipeline pipeline) {
    this.network = network;
    this.pipeline = pipeline;
  }

  /** What is wrong, in a sentence; empty where nothing is. */
  static Optional<String> failure(RandomNetwork network, Pipeline pipeline) {
    try {
      return new Differential(network, pipeline).failure();
    } catch (RuntimeException e) {
      return Optional.of("Thrown: " + e);
    }
  }

  /** The network of a text, or an exception that lists what is wrong with it. */
  static Network lower(String text) {
    return lower(Map.of("random.nin", text));
  }

  private static Network lower(Map<String, String> files) {
    try {
      Result<Network> result =
          Ninc.check(path -> Optional.ofNullable(files.get(path)), "random.nin", Options.DEFAULT);
      return result
          .value()
          .orElseThrow(() -> new IllegalStateException("refused: " + result.diagnostics().list()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> failure() {
    Graph raw = lower(network.text()).graph();
    Verifier.verify(raw);
    if (!Printer.print(raw).equals(Printer.print(lower(network.files()).graph()))) {
      return Optional.of("With its blocks in a file of their own it is another network.");
    }
    if (!raw.node(raw.outputs().get(0).value()).type().equals(network.result())) {
      return Optional.of("The last layer's shape should be " + network.result() + ".");
    }
    if (Costs.macs(raw) != network.macs()) {
      return Optional.of("There should be " + network.macs() + " MACs: " + Costs.macs(raw) + ".");
    }
    List<Numbers> expected = run(raw);
    if (expected.stream().anyMatch(n -> !Double.isFinite(Arrays.stream(n.values()).sum()))) {
      return Optional.of("A result is not finite.");
    }
    Optional<String> wrong = afterEachPass(raw, expected);
    for (String name : pipeline.names()) {
      if (wrong.isEmpty()) {
        List<Numbers> found = run(pipeline.without(Set.of(name)).run(raw));
        wrong = difference("without " + name, expected, found, false);
      }
    }
    return wrong;
  }

  private Optional<String> afterEachPass(Graph raw, List<Numbers> expected) {
    String[] wrong = {""};
    Object[] last = {expected};
    pipeline.run(
        raw,
        (pass, before, after) -> {
          if (before != after && wrong[0].isEmpty()) {
            @SuppressWarnings("unchecked")
            List<Numbers> previous = (List<Numbers>) last[0];
            List<Numbers> found = run(after);
            wrong[0] =
                difference("after " + pass, previous, found, EXACT.contains(pass)).orElse("");
            last[0] = found;
          }
        });
    return wrong[0].isEmpty() ? Optional.empty() : Optional.of(wrong[0]);
  }

  private static Optional<String> difference(
      String when, List<Numbers> expected, List<Numbers> found, boolean exact) {
    if (expected.size() != found.size()) {
      return Optional.of(when + ": " + found.size() + " outputs.");
    }
    for (int i = 0; i < expected.size(); i++) {
      double allowed = exact ? 0 : TOLERANCE * largest(expected.get(i));
      double worst = worst(expected.get(i), found.get(i));
      if (worst > allowed) {
        return Optional.of(
            "Output %d differs %s by %.3g, more than %.3g.".formatted(i, when, worst, allowed));
      }
    }
    return Optional.empty();
  }

  private static double worst(Numbers expected, Numbers found) {
    return new ArrayRealVector(expected.values(), false)
        .getLInfDistance(new ArrayRealVector(found.values(), false));
  }

  private static double largest(Numbers numbers) {
    return new ArrayRealVector(numbers.values(), false).getLInfNorm();
  }

  /** The outputs of a graph, with weights and an image that depend on names and shapes only. */
  private static List<Numbers> run(Graph graph) {
    Tensor shape = Tensor.of(1, Math.toIntExact(graph.input().type().size()));
    float[] image = SeededWeights.of(new Op.Param("image", shape, Init.ONE), 3);
    Map<Value, Numbers> all =
        new Interpreter(graph, param -> SeededWeights.of(param, 5)).run(image);
    return graph.outputs().stream().map(o -> all.get(o.value())).toList();
  }
}

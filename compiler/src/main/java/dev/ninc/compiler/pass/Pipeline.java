package dev.ninc.compiler.pass;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.source.CompilerBug;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Passes in the order in which they run. The graph is verified after each. */
public record Pipeline(List<NamedPass> passes) {

  public Pipeline {
    passes = List.copyOf(passes);
  }

  /** What a network goes through before it is planned for inference. */
  public static Pipeline standard() {
    return new Pipeline(
        List.of(
            // First: what it drops would stand between the patterns of all that follow.
            new NamedPass("drop-inference-noops", new DropInferenceNoops()),
            // Before fold-scale, which folds what this makes of a batch norm.
            new NamedPass("lower-batch-norm", new LowerBatchNorm()),
            // Before fuse-activation: only a convolution without an activation takes a scale.
            new NamedPass("fold-scale", new FoldScale()),
            // Before fuse-pointwise: an activation between two stages would break the chain.
            new NamedPass("fuse-activation", new FuseActivation()),
            new NamedPass("fuse-pointwise", new FusePointwise()),
            // Last: weights that nobody reads any more need not be loaded.
            new NamedPass("remove-dead", new RemoveDead())));
  }

  /** Sees the graph before and after each pass; the same instance where nothing changed. */
  @FunctionalInterface
  public interface Observer {
    void after(String pass, Graph before, Graph after);
  }

  public Graph run(Graph graph) {
    return run(graph, (pass, before, after) -> {});
  }

  /**
   * Runs all passes.
   *
   * @throws CompilerBug naming the pass that failed, or after which the graph is no longer valid
   */
  public Graph run(Graph graph, Observer observer) {
    Graph current = graph;
    for (NamedPass pass : passes) {
      Graph after = run(pass, current);
      observer.after(pass.name(), current, after);
      current = after;
    }
    return current;
  }

  /** The names of the passes, in order. */
  public List<String> names() {
    return passes.stream().map(NamedPass::name).toList();
  }

  /**
   * This pipeline without some of its passes: what they do is never needed for a right answer.
   *
   * @throws IllegalArgumentException if there is no such pass; the message, a sentence, lists those
   *     that there are
   */
  public Pipeline without(Set<String> names) {
    require(names);
    return new Pipeline(passes.stream().filter(p -> !names.contains(p.name())).toList());
  }

  /**
   * The passes up to and including one.
   *
   * @throws IllegalArgumentException as {@link #without} does
   */
  public Pipeline upTo(String name) {
    require(Set.of(name));
    return new Pipeline(passes.subList(0, names().indexOf(name) + 1));
  }

  private void require(Set<String> names) {
    Set<String> unknown = new TreeSet<>(names);
    names().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no pass `%s`; the passes are `%s`."
              .formatted(String.join("`, `", unknown), String.join("`, `", names())));
    }
  }

  private static Graph run(NamedPass pass, Graph graph) {
    try {
      Graph after = pass.pass().run(graph);
      Verifier.verify(after);
      return after;
    } catch (RuntimeException e) {
      throw new CompilerBug("pass " + pass.name() + ": " + e.getMessage(), e);
    }
  }
}

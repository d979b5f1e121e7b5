package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Chain;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What runs as one kernel though it is several nodes, and why. */
final class Fusions {

  private final DeviceProfile profile;
  private final Chains wanted;
  private final Map<Value, Fusion> byLast = new LinkedHashMap<>();
  private final Set<Value> inside = new HashSet<>();
  private final List<Choice> choices = new ArrayList<>();

  /**
   * Decides for a graph.
   *
   * @param wanted how chains shall run, and what ends in means
   * @param direct whether a convolution multiplies directly: no other can be part of a fusion
   */
  Fusions(Graph graph, DeviceProfile profile, Chains wanted, Predicate<Value> direct) {
    this.profile = profile;
    this.wanted = wanted;
    EndingChoice endings = new EndingChoice(graph, profile, direct);
    endings
        .possible()
        .forEach(
            ending -> {
              boolean chosen = endings.isChosen(ending, wanted);
              if (chosen) {
                add(ending);
              }
              choices.add(why(ending, chosen));
            });
    ChainChoice chains = new ChainChoice(graph.byValue(), profile, direct);
    graph.chains().forEach(chain -> chain(chain, chains));
  }

  private void chain(Chain chain, ChainChoice choice) {
    List<Value> stages = chain.stages().stream().filter(stage -> !inside.contains(stage)).toList();
    if (stages.size() < 2) {
      return;
    }
    List<ChainChoice.Candidate> chosen =
        wanted == Chains.SEPARATE ? List.of() : choice.chosen(stages, wanted);
    for (ChainChoice.Candidate candidate : chosen) {
      add(candidate.stages());
      choices.add(why(candidate));
    }
    if (chosen.isEmpty()) {
      choices.add(separate(stages, choice.possible(stages).isEmpty()));
    }
  }

  private void add(Fusion fusion) {
    byLast.put(fusion.last().out(), fusion);
    inside.addAll(fusion.inside());
  }

  /** The nodes that the step of {@code last} computes, where these are several. */
  Optional<Fusion> of(Value last) {
    return Optional.ofNullable(byLast.get(last));
  }

  /** Values that lie nowhere in the arena. */
  Set<Value> inside() {
    return Collections.unmodifiableSet(inside);
  }

  List<Choice> choices() {
    return choices;
  }

  private Choice why(ChainChoice.Candidate candidate) {
    ChainTile tile = candidate.stages().tile();
    int layers = candidate.stages().nodes().size();
    String why =
        wanted == Chains.FUSED
            ? "as asked"
            : format(
                "a pixel saves %,d floats of traffic with the device's memory, which is worth more"
                    + " than bringing the weights for every %d pixels",
                candidate.estimate().savedFloats(), tile.pixels());
    return new Choice(
        candidate.stages().last().out().name(),
        format(
            "one kernel for %d layers, %d px a work-group, what lies between in %,d bytes of local"
                + " memory: %s",
            layers, tile.pixels(), tile.localBytes(), why),
        List.of(layers + " steps"));
  }

  private Choice separate(List<Value> stages, boolean impossible) {
    return new Choice(
        stages.get(stages.size() - 1).name(),
        stages.size() + " steps: " + whySeparate(impossible),
        List.of("one kernel for several layers"));
  }

  private String whySeparate(boolean impossible) {
    if (wanted == Chains.SEPARATE) {
      return "as asked";
    } else if (profile.localBytes() == 0) {
      return "there is no such kernel for CPUs, where what lies between stays in the cache";
    } else if (impossible) {
      return format(
          "no two can share local memory: that takes direct products of one group of channels, whole"
              + " steps of 8 channels between them, and %d outputs at most",
          ChainTile.MOST_OUTPUTS);
    }
    return "bringing the weights for every few pixels costs more than the traffic that one kernel"
        + " saves";
  }

  private Choice why(Fusion.Ending ending, boolean chosen) {
    String layers =
        ending.softmax().isPresent() ? "convolution, mean and softmax" : "convolution and mean";
    String one = "one kernel for " + layers + ", a work-group for each image";
    String many = "a step for each layer";
    String why =
        wanted != Chains.AUTO
            ? "as asked"
            : chosen
                ? "its work is short, and launches are saved"
                : "it would be much work for one work-group";
    return new Choice(
        ending.last().out().name(),
        (chosen ? one : many) + ": " + why,
        List.of(chosen ? many : one));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}

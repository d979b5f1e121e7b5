package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import dev.ninc.compiler.emit.Destination;
import dev.ninc.compiler.emit.model.LayerTable;
import dev.ninc.compiler.emit.model.ModelConstants;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.Division;
import dev.ninc.compiler.plan.java.JavaTarget;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all generated classes of one network need to know.
 *
 * @param checked the network as the user wrote it: for the layer table
 * @param optimized the network after the passes: what runs
 * @param divided the names of the steps that a backend divides
 */
record Emission(
    Network checked,
    Network optimized,
    Plan scalar,
    Plan vector32,
    Plan vector16,
    Set<String> divided,
    JavaNames names,
    ClassName model,
    Destination destination) {

  /** How the method of a step gets its pieces, in the classes made of a plan. */
  Pieces pieces(Step step, Plan plan) {
    return new Pieces(Division.of(step, (JavaTarget) plan.target()), divided.contains(step.id()));
  }

  /** The names of the steps that one of the plans divides. */
  static Set<String> divided(Plan... plans) {
    return Arrays.stream(plans)
        .flatMap(
            plan ->
                plan.run().stream()
                    .filter(s -> Division.of(s, (JavaTarget) plan.target()).isDivided()))
        .map(Step::id)
        .collect(Collectors.toSet());
  }

  /** What the public class says of the network. */
  ModelConstants constants() {
    return new ModelConstants(checked, optimized, destination, Types.GENERATED_MODEL);
  }

  LayerTable layerTable() {
    return new LayerTable(
        vector32,
        checked.graph(),
        step -> names.method(step.id()),
        step -> new StepNote(step).text());
  }

  /** The abstract class that lists the steps. */
  ClassName network() {
    return model.nestedClass("Steps");
  }

  ClassName scalarClass() {
    return model.peerClass(model.simpleName() + "Scalar");
  }

  ClassName vectorClass() {
    return model.peerClass(model.simpleName() + "Vector");
  }

  ClassName vectorClass(int registers) {
    return model.peerClass(model.simpleName() + "Vector" + registers);
  }
}

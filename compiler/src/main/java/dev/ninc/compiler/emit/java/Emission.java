package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;

/**
 * What all generated classes of one network need to know.
 *
 * @param checked the network as the user wrote it: for the layer table
 * @param optimized the network after the passes: what runs
 */
record Emission(
    Network checked,
    Network optimized,
    Plan scalar,
    Plan vector32,
    Plan vector16,
    JavaNames names,
    ClassName model,
    String generator) {

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

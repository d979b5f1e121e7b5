package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.emit.model.Identifiers;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.java.JavaKernel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names in the generated classes. Whatever a layer is called, its method has an identifier that is
 * unique and that means nothing else there.
 */
final class JavaNames {

  /** Methods that generated classes have for themselves or inherit. */
  private static final Set<String> TAKEN =
      Set.of(
          "step",
          "units",
          "grain",
          "isInLockstep",
          "UNITS",
          "GRAINS",
          "from",
          "to",
          "isVector",
          "describe",
          "hot",
          "hotKernels",
          "hotTerms",
          "hotLength",
          "create",
          "species",
          "windowMax",
          "windowSum",
          "max",
          "plus",
          "times",
          "a",
          "w",
          "x",
          "y",
          "b",
          "s",
          "S",
          "L",
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  /**
   * Classes that generated code names, and words that Java refuses as a name of a class. A network
   * of that name gets an underscore.
   */
  private static final Set<String> CLASSES =
      Set.of(
          "Arrays",
          "Backends",
          "Class",
          "Float",
          "FloatVector",
          "Generated",
          "GeneratedModel",
          "IOException",
          "IllegalArgumentException",
          "InputStream",
          "KernelSource",
          "Kernels",
          "List",
          "LoadPhase",
          "Lrn",
          "Math",
          "ModelSpec",
          "Module",
          "NamedOutput",
          "Nhwc",
          "Object",
          "Override",
          "Packing",
          "Parameter",
          "Path",
          "Preprocessing",
          "ReflectiveOperationException",
          "Safetensors",
          "Shape",
          "Steps",
          "String",
          "System",
          "TensorSpec",
          "VectorOperators",
          "VectorShape",
          "VectorSpecies",
          "VectorWidth",
          "Weights",
          "WeightsException",
          "Workspace",
          "permits",
          "record",
          "sealed",
          "var",
          "yield");

  private final Map<String, String> byId = new HashMap<>();
  private final Set<String> used = new HashSet<>(TAKEN);

  JavaNames(Plan plan) {
    for (Step step : plan.run()) {
      if (step.kernel() instanceof JavaKernel.Fused fused) {
        fused.stages().forEach(d -> stage(d.conv().value().name()));
      }
      stage(step.id());
    }
  }

  /** The method of a step, or of a stage of a fused chain; also the stem of its fields. */
  String method(String id) {
    return byId.get(id);
  }

  /** The stem of the fields for a node's weights. */
  String field(Value owner) {
    return byId.get(owner.name());
  }

  private void stage(String id) {
    if (byId.containsKey(id)) {
      return;
    }
    String stem = Identifiers.of(id).equals("yield") ? "yield_" : Identifiers.of(id);
    String name = stem;
    for (int i = 2; used.contains(name); i++) {
      name = stem + "_" + i;
    }
    used.add(name);
    byId.put(id, name);
  }

  /** The name of the public class: the network's, as far as Java lets it. */
  static String className(String network) {
    String name = Identifiers.of(network);
    return CLASSES.contains(name) ? name + "_" : name;
  }
}

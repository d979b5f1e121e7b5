package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.PictureVerification;
import dev.ninc.compiler.verify.Report;
import dev.ninc.compiler.verify.Stepwise;
import dev.ninc.compiler.verify.Verification;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A generated class and the oracle that it is held against. */
record Trial(
    GeneratedClasses classes,
    Network optimized,
    Options options,
    Weights weights,
    Interpreter oracle) {

  /**
   * @param options with one target
   */
  static Trial of(Network network, Options options, Weights weights) throws Mistake {
    Network optimized = Ninc.optimize(network, options);
    return new Trial(
        GeneratedClasses.of(network, options),
        optimized,
        options,
        weights,
        new Interpreter(optimized.graph(), p -> weights.floats(p.name())));
  }

  /** A model with one kind of the Java kernels. */
  GeneratedModel model(Tier tier) throws IOException, Mistake {
    return classes.load(tier.backend(), tier.properties(), weights);
  }

  /** A model that runs one of the two programs on a device, whatever the device is. */
  GeneratedDeviceModel model(Device device, OpenClTarget target) throws IOException {
    String kind = target.name().toLowerCase(Locale.ROOT);
    return classes.load(
        GeneratedDeviceModel.class, Map.of(GeneratedDeviceModel.MODE, kind), weights, device);
  }

  Plan plan(Tier tier) {
    return Ninc.plan(optimized, tier.target(), options);
  }

  Plan plan(OpenClTarget target) {
    return Ninc.plan(optimized, target, options);
  }

  /**
   * What a model makes of some images, step by step.
   *
   * @param title what is run, for the line of progress
   */
  Report run(Stepwise model, Plan plan, String title, List<float[]> images, Progress progress) {
    Verification verification = new Verification(model, plan, oracle);
    for (int i = 0; i < images.size(); i++) {
      progress.at("verifying " + title, "image", i + 1, images.size());
      verification.image(images.get(i));
    }
    return verification.report();
  }

  /** What a model makes of pictures, where the network says what it should. */
  Optional<Finding> pictures(Model model, long seed) {
    return optimized
        .preprocessing()
        .map(p -> PictureVerification.of(model, p, optimized.graph().input().maps(), seed));
  }
}

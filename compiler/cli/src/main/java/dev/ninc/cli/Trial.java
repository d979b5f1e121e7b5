package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.verify.Finding;
import dev.ninc.compiler.verify.PictureVerification;
import dev.ninc.compiler.verify.Report;
import dev.ninc.compiler.verify.Verification;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A generated class and the oracle that it is held against. */
record Trial(
    GeneratedClasses classes,
    Network optimized,
    Options options,
    Weights weights,
    Interpreter oracle) {

  static Trial of(Network network, Options options, Weights weights) throws Mistake {
    Network optimized = Ninc.optimize(network, options);
    return new Trial(
        GeneratedClasses.of(network, options),
        optimized,
        options,
        weights,
        new Interpreter(optimized.graph(), p -> weights.floats(p.name())));
  }

  /** What one kind of kernels makes of some images, step by step. */
  Report run(Tier tier, List<float[]> images, Progress progress) throws IOException, Mistake {
    Verification verification =
        new Verification(
            classes.load(tier.backend(), tier.properties(), weights), plan(tier), oracle);
    for (int i = 0; i < images.size(); i++) {
      progress.at("verifying " + tier, "image", i + 1, images.size());
      verification.image(images.get(i));
    }
    return verification.report();
  }

  /** What the class makes of pictures, where the network says what it should. */
  Optional<Finding> pictures(Tier tier, long seed) throws IOException, Mistake {
    if (optimized.preprocessing().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PictureVerification.of(
            classes.load(tier.backend(), tier.properties(), weights),
            optimized.preprocessing().get(),
            optimized.graph().input().maps(),
            seed));
  }

  Plan plan(Tier tier) {
    return Ninc.plan(optimized, tier.target(), options);
  }
}

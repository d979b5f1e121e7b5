package dev.ninc.cli;

import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.verify.JavaSteps;
import dev.ninc.compiler.verify.MapsOf;
import dev.ninc.compiler.verify.PeerReport;
import dev.ninc.compiler.verify.PeerVerification;
import dev.ninc.compiler.verify.Stepwise;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated class, and the interpreter, beside another program.
 *
 * @param model the other program, and what of it is compared
 * @param written the network as written
 * @param images what both run
 */
record PeerTrial(
    OnnxArguments.Opened model,
    Graph written,
    Trial trial,
    List<float[]> images,
    Progress progress) {

  /** What is found of the kernels for the processor, by their title. */
  Map<String, PeerReport> java(List<Tier> tiers) throws IOException, Mistake {
    Map<String, PeerReport> reports = new LinkedHashMap<>();
    for (Tier tier : tiers) {
      Stepwise steps = new JavaSteps(trial.model(tier));
      reports.put(tier.toString(), generated(tier.toString(), steps, trial.plan(tier)));
    }
    return reports;
  }

  /** What is found of both programs on a device, by their title. */
  Map<String, PeerReport> openCl(Device device) throws IOException {
    Map<String, PeerReport> reports = new LinkedHashMap<>();
    for (OpenClTarget target : OpenClTarget.values()) {
      String title = target.toString();
      try (GeneratedDeviceModel steps = trial.model(device, target)) {
        reports.put(title, generated(title, new DeviceSteps(steps), trial.plan(target)));
      }
    }
    return reports;
  }

  /** What is found of the interpreter on the network as written: whether both are one network. */
  PeerReport interpreter() throws IOException {
    Interpreter interpreter = new Interpreter(written, p -> trial.weights().floats(p.name()));
    return compare("the interpreter", MapsOf.interpreter(interpreter));
  }

  private PeerReport generated(String title, Stepwise steps, Plan plan) throws IOException {
    return compare(title, MapsOf.generated(steps, plan, written));
  }

  private PeerReport compare(String title, MapsOf maps) throws IOException {
    PeerVerification verification = new PeerVerification(model.tensors());
    for (int i = 0; i < images.size(); i++) {
      progress.at("comparing " + title, "image", i + 1, images.size());
      float[] image = images.get(i);
      verification.image(model.peer().run(image), maps.image(image));
    }
    return verification.report();
  }
}

package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.emit.model.LayerTable;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The program of a plan: what the network is, the functions that its kernels share, and a kernel
 * for each step, in the order in which they run.
 */
final class ProgramText {

  private final Network checked;
  private final Network optimized;
  private final Plan plan;
  private final DeviceMemory memory;
  private final String generator;

  ProgramText(Network checked, Network optimized, Plan plan, String generator) {
    this.checked = checked;
    this.optimized = optimized;
    this.plan = plan;
    this.memory = DeviceMemory.of(plan);
    this.generator = generator;
  }

  String text() {
    List<String> parts = new ArrayList<>();
    parts.add(comment(header()));
    Map<String, String> helpers = new LinkedHashMap<>();
    List<String> kernels = new ArrayList<>();
    for (Step step : plan.run()) {
      Site site = new Site(step, memory);
      KernelText kernel = Kernels.of(site);
      kernel.helpers().forEach(h -> helpers.putIfAbsent(h.name(), h.text()));
      kernels.add(comment(above(site, kernel)) + kernel.text());
    }
    parts.addAll(helpers.values());
    parts.addAll(kernels);
    return String.join("\n", parts);
  }

  private List<String> header() {
    List<String> lines = new ArrayList<>();
    String about =
        optimized.doc().isBlank()
            ? "The network " + optimized.graph().name() + "."
            : optimized.doc().strip();
    about.lines().forEach(lines::add);
    lines.add("Made by " + generator + " of " + checked.file() + ", for " + device() + ".");
    lines.add("");
    lines.addAll(
        new LayerTable(
                plan,
                checked.graph(),
                step -> new Site(step, memory).launch().kernel(),
                step -> Ascii.of(StepNote.of(step)))
            .lines());
    lines.add("");
    lines.addAll(memory());
    return lines;
  }

  private String device() {
    return plan.target() == OpenClTarget.GPU
        ? "GPUs: work-groups share tiles in local memory"
        : "CPUs: a work-item keeps its sums in vector registers";
  }

  /** What the arguments of all kernels are. */
  private List<String> memory() {
    return List.of(
        "Each kernel takes the same arguments. Of each of the images:",
        "  in   " + floats(memory.in()) + ", [channel][row][column]",
        "  a    " + floats(memory.arena()) + " of activations, [row][column][channel]",
        "  out  " + floats(memory.out()) + ", [channel][row][column]",
        "and of the network:",
        "  w    "
            + floats(memory.weights())
            + " of packed weights, of which the first "
            + memory.zeros()
            + " are zero");
  }

  private static String floats(int count) {
    return Lines.count(count, "float");
  }

  private static List<String> above(Site site, KernelText kernel) {
    Step step = site.step();
    String maps =
        step.in().isEmpty() || step.out().isEmpty()
            ? ""
            : site.inMaps() + " -> " + site.outMaps() + "; ";
    return List.of(
        place(step.origin()) + " " + named(step) + ".",
        maps + (maps.isEmpty() ? "A" : "a") + " work-item computes " + kernel.work() + ".");
  }

  /** {@code conv1: 3x3 pad 1, 3 -> 20, ReLU}; {@code softmax1} for a softmax. */
  private static String named(Step step) {
    String path = step.origin().path();
    String note = StepNote.of(step);
    return path.replaceAll("\\d+$", "").equals(note) ? path : path + ": " + note;
  }

  /** {@code nin-cifar10.nin:14}, the file without its folders. */
  private static String place(Origin origin) {
    String name = origin.span().file().name();
    return name.substring(name.lastIndexOf('/') + 1) + ":" + origin.span().line();
  }

  private static String comment(List<String> lines) {
    return lines.stream()
        .map(line -> ("// " + Ascii.of(Lines.comment(line))).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }
}

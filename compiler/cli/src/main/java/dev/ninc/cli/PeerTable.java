package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import dev.ninc.compiler.interp.Numbers.Deviation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.verify.EndToEnd;
import dev.ninc.compiler.verify.PeerFinding;
import dev.ninc.compiler.verify.PeerReport;
import dev.ninc.compiler.verify.PeerTensor;
import dev.ninc.compiler.verify.Ulps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far each tensor is from another program's.
 *
 * @param peer the other program
 * @param graph the network as written
 * @param tensors what was to be compared, in the order of the network
 * @param reports what was found, by the title of what was run; the interpreter is the last
 */
record PeerTable(
    String peer, Graph graph, List<PeerTensor> tensors, Map<String, PeerReport> reports) {

  /** The title of the interpreter on the network as written. */
  static final String INTERPRETER = "interpreter";

  /**
   * Whether no tensor is further off than it may be, and each output that has a partner, one at
   * least, was compared with it.
   */
  boolean isRight() {
    return areOutputsCompared()
        && reports.values().stream().allMatch(r -> firstDivergence(r).isEmpty());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(table());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Errors are in units of %.5f of the tensor's largest number, by which two programs may"
                + " differ: up to 1 is right.",
            EndToEnd.ALLOWED));
    lines.add("An ULP is the distance from one float to the next: many, where a sum cancels.");
    lines.add(counts());
    missingOutputs()
        .forEach(o -> lines.add("Not compared: the model has no output for `" + o + "`."));
    unlikeOutputs().forEach(o -> lines.add("DIVERGES: `" + o + "` has another size in the model."));
    unreadOutputs()
        .forEach(o -> lines.add("Not compared: `" + o + "` is no float32 tensor in the model."));
    tensors.stream()
        .filter(this::isAnother)
        .forEach(
            t -> lines.add("`" + t.name() + "` is another tensor in the model: outputs agree."));
    reports.forEach((run, report) -> lines.add(verdict(run, report)));
    reason().ifPresent(lines::add);
    return lines;
  }

  private List<String> table() {
    boolean blocks = tensors.stream().anyMatch(t -> !place(t).inBlock().isEmpty());
    List<TextTable.Align> columns = new ArrayList<>(List.of(RIGHT, LEFT, LEFT));
    List<Object> title = new ArrayList<>(List.of("line", "tensor", "maps"));
    if (blocks) {
      columns.add(1, LEFT);
      title.add(1, "block");
    }
    reports.keySet().forEach(title::add);
    title.addAll(List.of("median ULP", "worst ULP"));
    while (columns.size() < title.size()) {
      columns.add(RIGHT);
    }
    TextTable table = new TextTable(columns.toArray(TextTable.Align[]::new));
    table.row(title.toArray());
    tensors.stream().filter(this::isShown).forEach(t -> table.row(row(t, blocks).toArray()));
    return table.lines();
  }

  /** Parts of layers, such as a sum before its activation, are shown where a class has them. */
  private boolean isShown(PeerTensor tensor) {
    List<PeerFinding> findings = findings(tensor);
    boolean part = tensor.value().name().indexOf(':') >= 0;
    return !findings.isEmpty()
        && (!part || findings.size() > 1 || findings.stream().anyMatch(f -> !f.isAllowed()));
  }

  private List<Object> row(PeerTensor tensor, boolean blocks) {
    List<Object> row = new ArrayList<>();
    row.add(place(tensor).inNetwork());
    if (blocks) {
      row.add(place(tensor).inBlock());
    }
    row.add(tensor.name());
    row.add(node(tensor).maps());
    for (PeerReport report : reports.values()) {
      row.add(report.of(tensor).map(f -> ratio(f.finding().deviation())).orElse(""));
    }
    Ulps ulps = findings(tensor).get(0).ulps();
    row.add(count(ulps.median()));
    row.add(count(ulps.most()));
    return row;
  }

  private String counts() {
    long outputs = tensors.stream().filter(PeerTensor::output).filter(this::isCompared).count();
    long others = tensors.stream().filter(t -> !t.output()).filter(this::isCompared).count();
    return "Compared with "
        + peer
        + ": "
        + outputs
        + " of "
        + Amounts.count(graph.outputs().size(), "output", "outputs")
        + ", and "
        + Amounts.count(others, "tensor", "tensors")
        + " on the way.";
  }

  private boolean isCompared(PeerTensor tensor) {
    return !findings(tensor).isEmpty();
  }

  private List<String> missingOutputs() {
    List<String> there = tensors.stream().filter(PeerTensor::output).map(PeerTensor::name).toList();
    return graph.outputs().stream().map(Output::name).filter(o -> !there.contains(o)).toList();
  }

  /** Results that the model has, and of which it hands out no numbers that can be compared. */
  private List<String> unreadOutputs() {
    return tensors.stream()
        .filter(PeerTensor::output)
        .filter(t -> !isCompared(t))
        .map(PeerTensor::name)
        .filter(o -> !unlikeOutputs().contains(o))
        .toList();
  }

  /** Whether each output that the model has too was compared, and there is one. */
  private boolean areOutputsCompared() {
    return tensors.stream().anyMatch(PeerTensor::output)
        && unlikeOutputs().isEmpty()
        && unreadOutputs().isEmpty();
  }

  private List<String> unlikeOutputs() {
    return tensors.stream()
        .filter(PeerTensor::output)
        .map(PeerTensor::name)
        .filter(o -> reports.values().stream().anyMatch(r -> r.unlike().contains(o)))
        .toList();
  }

  /**
   * Whether a name stands for something else in the model: all outputs agree, and not only a class
   * but also the interpreter has other numbers there.
   */
  private boolean isAnother(PeerTensor tensor) {
    return !tensor.output()
        && isCompared(tensor)
        && findings(tensor).stream().noneMatch(PeerFinding::isAllowed)
        && areOutputsCompared()
        && reports.values().stream()
            .flatMap(r -> r.findings().stream())
            .allMatch(f -> f.isAllowed() || !f.tensor().output());
  }

  private Optional<PeerFinding> firstDivergence(PeerReport report) {
    return report.findings().stream()
        .filter(f -> !f.isAllowed() && !isAnother(f.tensor()))
        .findFirst();
  }

  private String verdict(String run, PeerReport report) {
    return firstDivergence(report)
        .map(f -> run + ": DIVERGES, first at " + words(f) + ".")
        .orElse(run + (areOutputsCompared() ? ": agrees." : ": can't be compared."));
  }

  private String words(PeerFinding finding) {
    Deviation d = finding.finding().deviation();
    return String.format(
        Locale.ROOT,
        "`%s` (%s): number %d is %s, the other has %s, may be off by %s",
        finding.tensor().name(),
        place(finding.tensor()).words(),
        d.index(),
        (float) d.actual(),
        (float) d.expected(),
        (float) d.allowed());
  }

  /** Who is wrong, where something is. */
  private Optional<String> reason() {
    if (isRight()) {
      return Optional.empty();
    }
    boolean network =
        !unlikeOutputs().isEmpty() || firstDivergence(reports.get(INTERPRETER)).isPresent();
    if (!network && reports.values().stream().allMatch(r -> firstDivergence(r).isEmpty())) {
      return Optional.of(
          "Nothing says that the results are right: give a model with float32 ones.");
    }
    return Optional.of(
        network
            ? "The interpreter diverges too: the network and the model differ, there or in their"
                + " weights."
            : "The interpreter agrees: the class is wrong. `ninc verify` without --onnx says at"
                + " which step.");
  }

  private List<PeerFinding> findings(PeerTensor tensor) {
    return reports.values().stream().flatMap(r -> r.of(tensor).stream()).toList();
  }

  private Lines place(PeerTensor tensor) {
    return new Lines(node(tensor).origin());
  }

  private Node node(PeerTensor tensor) {
    return graph.node(tensor.value());
  }

  private static String ratio(Deviation deviation) {
    double ratio = deviation.ratio();
    return ratio == 0 ? "exact" : String.format(Locale.ROOT, "%.4f", ratio);
  }

  private static String count(long ulps) {
    return ulps == Long.MAX_VALUE ? "NaN" : String.format(Locale.ROOT, "%,d", ulps);
  }
}

package dev.ninc.compiler.ir;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An op as {@link Printer} writes it: what it does, then what it reads in parentheses. */
final class OpText implements Op.Cases<String> {

  private final Value out;

  /**
   * @param out the op's value; a parameter's own name is printed only where it differs
   */
  OpText(Value out) {
    this.out = out;
  }

  @Override
  public String input(Op.Input op) {
    return "input";
  }

  @Override
  public String param(Op.Param op) {
    String init = op.init() == Init.HE ? "HE" : op.init().name().toLowerCase(Locale.ROOT);
    return op.name().equals(out.name())
        ? "param " + init
        : "param " + init + " " + Printer.quoted(op.name());
  }

  @Override
  public String conv(Op.Conv op) {
    String groups = op.groups() == 1 ? "" : "group " + op.groups();
    return line(op, "conv", "" + op.window(), groups, "" + op.act());
  }

  @Override
  public String pool(Op.Pool op) {
    boolean average = op.kind() == Op.Pool.Kind.AVERAGE;
    return line(
        op,
        average ? "average" : "max",
        "" + op.window(),
        op.rounding() == Op.Pool.Rounding.FLOOR ? "floor" : "",
        average && op.divisor() == Op.Pool.Divisor.INSIDE ? "inside" : "");
  }

  @Override
  public String globalAverage(Op.GlobalAverage op) {
    return line(op, "global average");
  }

  @Override
  public String activate(Op.Activate op) {
    return line(op, op.act().equals(Activation.LINEAR) ? "linear" : "" + op.act());
  }

  @Override
  public String batchNorm(Op.BatchNorm op) {
    return line(op, "batch norm", "epsilon " + op.epsilon());
  }

  @Override
  public String scale(Op.Scale op) {
    return line(op, "scale");
  }

  @Override
  public String lrn(Op.Lrn op) {
    return line(
        op, "lrn " + op.size(), "alpha " + op.alpha(), "beta " + op.beta(), "bias " + op.bias());
  }

  @Override
  public String concat(Op.Concat op) {
    return line(op, "concat");
  }

  @Override
  public String add(Op.Add op) {
    return line(op, "add", "" + op.act());
  }

  @Override
  public String dropout(Op.Dropout op) {
    return line(op, "dropout", "" + op.rate());
  }

  @Override
  public String softmax(Op.Softmax op) {
    return line(op, "softmax");
  }

  @Override
  public String reshape(Op.Reshape op) {
    return line(op, "reshape");
  }

  @Override
  public String inverseRoot(Op.InverseRoot op) {
    return line(op, "inverse root", "epsilon " + op.epsilon());
  }

  @Override
  public String arithmetic(Op.Arithmetic op) {
    return line(op, op.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String line(Op op, String... words) {
    List<Value> inputs = op.inputs();
    return Stream.concat(
            Stream.of(words).filter(w -> !w.isEmpty()),
            Stream.of(
                inputs.stream().map(Printer::name).collect(Collectors.joining(", ", "(", ")"))))
        .collect(Collectors.joining(" "));
  }
}

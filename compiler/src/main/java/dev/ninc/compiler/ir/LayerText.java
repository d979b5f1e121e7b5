package dev.ninc.compiler.ir;

import java.util.Map;

/** An op in a few words: the one wording of tables, pictures and comments. */
public final class LayerText implements Op.Cases<String> {

  private final Map<Value, Node> nodes;

  public LayerText(Graph graph) {
    nodes = graph.byValue();
  }

  @Override
  public String input(Op.Input op) {
    return "input";
  }

  @Override
  public String param(Op.Param op) {
    return "weight " + op.name();
  }

  @Override
  public String conv(Op.Conv op) {
    int channels = nodes.get(op.in()).type() instanceof Maps maps ? maps.channels() : 0;
    int filters = nodes.get(op.weight()).type() instanceof Tensor t ? t.dims().get(0) : 0;
    return conv(op, channels, filters);
  }

  /**
   * {@code 5x5 pad 2, 3 → 192, ReLU}, {@code depthwise 3x3, 64, ReLU}.
   *
   * @param channels of what it reads
   * @param filters channels of what it gives
   */
  public static String conv(Op.Conv op, int channels, int filters) {
    if (op.groups() > 1 && op.groups() == channels && channels == filters) {
      return "depthwise " + op.window() + ", " + channels + act(op.act());
    }
    return op.window()
        + ", "
        + channels
        + " → "
        + filters
        + (op.groups() > 1 ? ", " + op.groups() + " groups" : "")
        + act(op.act());
  }

  @Override
  public String pool(Op.Pool op) {
    return words(op);
  }

  /** {@code max 3x3 stride 2}. */
  public static String words(Op.Pool op) {
    String kind =
        switch (op.kind()) {
          case MAX -> "max ";
          case AVERAGE -> "average ";
        };
    String divisor =
        op.kind() == Op.Pool.Kind.AVERAGE && op.divisor() == Op.Pool.Divisor.INSIDE
            ? " inside"
            : "";
    return kind + op.window() + (op.rounding() == Op.Pool.Rounding.FLOOR ? " floor" : "") + divisor;
  }

  @Override
  public String globalAverage(Op.GlobalAverage op) {
    return "global average";
  }

  @Override
  public String activate(Op.Activate op) {
    return op.act().equals(Activation.LINEAR) ? "linear" : op.act().toString();
  }

  @Override
  public String batchNorm(Op.BatchNorm op) {
    return "batch norm";
  }

  @Override
  public String scale(Op.Scale op) {
    return "scale";
  }

  @Override
  public String lrn(Op.Lrn op) {
    return words(op);
  }

  /** {@code lrn 5}. */
  public static String words(Op.Lrn op) {
    return "lrn " + op.size();
  }

  @Override
  public String concat(Op.Concat op) {
    return concat(op.in().size());
  }

  @Override
  public String add(Op.Add op) {
    return sum(op.in().size(), op.act());
  }

  @Override
  public String dropout(Op.Dropout op) {
    return "dropout " + op.rate();
  }

  @Override
  public String softmax(Op.Softmax op) {
    return "softmax";
  }

  @Override
  public String reshape(Op.Reshape op) {
    return "reshape";
  }

  @Override
  public String inverseRoot(Op.InverseRoot op) {
    return "inverse root";
  }

  @Override
  public String arithmetic(Op.Arithmetic op) {
    return "arithmetic";
  }

  /** {@code concat of 4}. */
  public static String concat(int branches) {
    return "concat of " + branches;
  }

  /** {@code sum of 2, ReLU}. */
  public static String sum(int branches, Activation act) {
    return "sum of " + branches + act(act);
  }

  private static String act(Activation act) {
    return act.equals(Activation.LINEAR) ? "" : ", " + act;
  }
}

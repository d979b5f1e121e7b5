package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of a {@code .nin} file. */
final class NinText implements LayerOp.Cases<String> {

  private final Net net;
  private final List<Optional<Maps>> shapes;
  private final LayerNames names;
  private final StringBuilder text = new StringBuilder();

  /** The layer that is being written. */
  private int place;

  /** Whether a ReLU is said even where it is there without. */
  private boolean explicit;

  private NinText(Net net, List<Optional<Maps>> shapes, LayerNames names) {
    this.net = net;
    this.shapes = shapes;
    this.names = names;
  }

  /**
   * Writes a network.
   *
   * @param shapes all of them known
   */
  static String of(
      Assembly.Request request, Net net, List<Optional<Maps>> shapes, List<Item> items) {
    NinText nin = new NinText(net, shapes, new LayerNames(request.style(), names(net)));
    for (String line : request.comment()) {
      nin.text.append(comment(line)).append('\n');
    }
    nin.text.append("network ").append(request.network()).append(" {\n  input ");
    nin.text.append(shapes.get(0).orElseThrow()).append("\n\n");
    nin.items(items, "  ");
    nin.outputs();
    return nin.text.append("}\n").toString();
  }

  private static List<String> names(Net net) {
    return net.nodes().stream().map(Net.Node::name).toList();
  }

  /** An activation that is an option of its layer has the name of that one. */
  private void outputs() {
    for (int output : net.outputs()) {
      int at = output;
      while (net.node(at).op().isNothing() || !names.isWritten(net.node(at).name())) {
        at = net.node(at).inputs().get(0);
      }
      text.append("  output ").append(Names.inText(net.node(at).name())).append('\n');
    }
  }

  /** Names from a file can't end a comment, or reorder the text. */
  private static String comment(String line) {
    return line.codePoints()
        .mapToObj(c -> Names.isPrintable(c) ? Character.toString(c) : "?")
        .collect(Collectors.joining());
  }

  private void items(List<Item> items, String indent) {
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      explicit = begins(items.subList(i + 1, items.size()));
      if (i > 0 && item instanceof Item.Mlpconv) {
        text.append('\n');
      }
      if (item instanceof Item.Branches branches) {
        branches(branches, indent);
      } else {
        String line = line(item);
        text.append(line.isEmpty() ? "" : indent + line + "\n");
      }
    }
  }

  /**
   * Whether a normalization or an activation comes first: a ReLU in front of it is meant, so said.
   */
  private boolean begins(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Item.Branches branches) {
        return branches.branches().stream().anyMatch(this::begins);
      } else if (!(item instanceof Item.Single)) {
        return false;
      }
      LayerOp op = net.node(((Item.Single) item).place()).op();
      boolean nothing =
          op instanceof LayerOp.Flatten || op instanceof LayerOp.Dropout d && d.rate() == 0;
      if (!nothing) {
        return op instanceof LayerOp.Norm || op instanceof LayerOp.Activate;
      }
    }
    return false;
  }

  private void branches(Item.Branches item, String indent) {
    place = item.place();
    String kind = net.node(place).op().match(this);
    text.append(indent).append(label(kind)).append(kind);
    for (List<Item> branch : item.branches()) {
      if (branch.isEmpty()) {
        text.append(" { identity }");
      } else {
        text.append(" {\n");
        items(branch, indent + "  ");
        text.append(indent).append("}");
      }
    }
    text.append('\n');
  }

  private String line(Item item) {
    if (item instanceof Item.Mlpconv mlpconv) {
      return mlpconv(mlpconv);
    }
    if (item instanceof Item.Activated layer) {
      place = layer.place();
      LayerOp op = net.node(place).op();
      String kind = op.match(this);
      return label(kind)
          + kind
          + activation(layer.activation(), explicit || op instanceof LayerOp.Fc);
    }
    place = ((Item.Single) item).place();
    String kind = net.node(place).op().match(this);
    return kind.isEmpty() ? "" : label(kind) + kind;
  }

  private String mlpconv(Item.Mlpconv item) {
    LayerOp.Conv first = (LayerOp.Conv) net.node(item.places().get(0)).op();
    List<Net.Node> nodes = item.places().stream().map(net::node).toList();
    List<String> labels = names.stages(nodes.stream().map(Net.Node::name).toList());
    String stages =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> labels.get(i) + ((LayerOp.Conv) nodes.get(i).op()).outputs())
            .collect(Collectors.joining(", ", "[", "]"));
    return "mlpconv "
        + size(first.window())
        + " "
        + stages
        + options(first.window())
        + (first.bias() ? "" : " nobias")
        + norm(first.norm())
        + activation(Activation.RELU, explicit);
  }

  private String label(String line) {
    return names.label(net.node(place).name(), line.split("[ (]", 2)[0]);
  }

  /** A convolution has a ReLU where nothing is said; for a connected layer it is always said. */
  private static String activation(Activation activation, boolean always) {
    return activation.equals(Activation.RELU) && !always ? "" : " act " + function(activation);
  }

  private static String function(Activation activation) {
    return switch (activation.kind()) {
      case LINEAR -> "linear";
      case RELU -> "relu";
      case LEAKY -> "leaky(" + number(activation.slope()) + ")";
      case RELU6 -> "relu6";
      case SIGMOID -> "sigmoid";
      case TANH -> "tanh";
    };
  }

  private static String size(Window window) {
    return window.height() + "x" + window.width();
  }

  private static String options(Window window) {
    String stride = extent(window.strideY(), window.strideX());
    String dilation = extent(window.dilationY(), window.dilationX());
    return (stride.equals("1") ? "" : " stride " + stride)
        + (window.pad().equals(Padding.NONE) ? "" : " pad " + window.pad())
        + (dilation.equals("1") ? "" : " dilate " + dilation);
  }

  private static String extent(int rows, int columns) {
    return rows == columns ? String.valueOf(rows) : rows + "x" + columns;
  }

  @Override
  public String input(LayerOp.Input op) {
    return "";
  }

  @Override
  public String conv(LayerOp.Conv op) {
    int channels = shapes.get(net.node(place).inputs().get(0)).orElseThrow().channels();
    boolean depthwise = channels > 1 && op.groups() == channels && op.outputs() == channels;
    String kind = "conv " + size(op.window()) + " " + op.outputs();
    if (op.isPointwise()) {
      kind = "cccp " + op.outputs();
    } else if (depthwise) {
      kind = "depthwise " + size(op.window());
    }
    return kind
        + options(op.window())
        + (op.groups() == 1 || depthwise ? "" : " group " + op.groups())
        + (op.bias() ? "" : " nobias")
        + norm(op.norm());
  }

  @Override
  public String fc(LayerOp.Fc op) {
    return "fc " + op.outputs() + (op.bias() ? "" : " nobias") + norm(op.norm());
  }

  private static String norm(Optional<LayerOp.Norm> norm) {
    return norm.isPresent() ? " norm" : "";
  }

  @Override
  public String norm(LayerOp.Norm op) {
    return "batchnorm";
  }

  /** What is as without saying it is not said. */
  @Override
  public String lrn(LayerOp.Lrn op) {
    return "lrn "
        + op.size()
        + (op.alpha() == 0.0001f ? "" : " alpha " + number(op.alpha()))
        + (op.beta() == 0.75f ? "" : " beta " + number(op.beta()))
        + (op.k() == 1 ? "" : " bias " + number(op.k()));
  }

  /** The shortest text that stands for this number, in digits where they are few. */
  private static String number(float value) {
    BigDecimal decimal = new BigDecimal(Float.toString(value)).stripTrailingZeros();
    String plain = decimal.toPlainString();
    return plain.length() <= 12 ? plain : decimal.toString();
  }

  /** An average over the whole image is the paper's global average pooling. */
  @Override
  public String pool(LayerOp.Pool op) {
    Maps in = shapes.get(net.node(place).inputs().get(0)).orElseThrow();
    Window whole = new Window(in.height(), in.width(), 1, 1, 1, 1, Padding.NONE);
    Window window = op.window().orElse(whole);
    boolean isWhole =
        window.height() == in.height()
            && window.width() == in.width()
            && window.pad().equals(Padding.NONE);
    if (isWhole && !op.max()) {
      return "gap";
    }
    return (op.max() ? "maxpool " : "avgpool ")
        + size(window)
        + (isWhole ? "" : options(window))
        + (op.floor() ? " floor" : "")
        + (op.inside() ? " inside" : "");
  }

  @Override
  public String activate(LayerOp.Activate op) {
    return function(op.function());
  }

  /** A rate of 0 does nothing. */
  @Override
  public String dropout(LayerOp.Dropout op) {
    return op.rate() == 0 ? "" : "dropout " + number(op.rate());
  }

  @Override
  public String softmax(LayerOp.Softmax op) {
    return "softmax";
  }

  @Override
  public String flatten(LayerOp.Flatten op) {
    return "";
  }

  @Override
  public String concat(LayerOp.Concat op) {
    return "concat";
  }

  @Override
  public String add(LayerOp.Add op) {
    return "add";
  }
}

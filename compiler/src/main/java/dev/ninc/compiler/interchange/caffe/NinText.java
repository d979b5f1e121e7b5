package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a {@code .nin} file. */
final class NinText implements CaffeOp.Cases<String> {

  private final Net net;
  private final List<Optional<Maps>> shapes;
  private final StringBuilder text = new StringBuilder();

  /** The layer that is being written. */
  private int place;

  /** Whether a ReLU is said even where it is there without. */
  private boolean explicit;

  private NinText(Net net, List<Optional<Maps>> shapes) {
    this.net = net;
    this.shapes = shapes;
  }

  /**
   * Writes a network.
   *
   * @param comment what stands above it, line by line
   * @param shapes all of them known
   */
  static String of(
      String name, List<String> comment, Net net, List<Optional<Maps>> shapes, List<Item> items) {
    NinText nin = new NinText(net, shapes);
    for (String line : comment) {
      nin.text.append(comment(line)).append('\n');
    }
    nin.text.append("network ").append(name).append(" {\n  input ");
    nin.text.append(shapes.get(0).orElseThrow()).append("\n\n");
    nin.items(items, "  ");
    return nin.text.append("}\n").toString();
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
      CaffeOp op = net.node(((Item.Single) item).place()).op();
      boolean nothing =
          op instanceof CaffeOp.Flatten || op instanceof CaffeOp.Dropout d && d.rate() == 0;
      if (!nothing) {
        return op instanceof CaffeOp.Norm || op instanceof CaffeOp.Activate;
      }
    }
    return false;
  }

  private void branches(Item.Branches item, String indent) {
    place = item.place();
    text.append(indent).append(label()).append(net.node(place).op().match(this));
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
      CaffeOp op = net.node(place).op();
      return label()
          + op.match(this)
          + activation(layer.activation(), explicit || op instanceof CaffeOp.Fc);
    }
    place = ((Item.Single) item).place();
    String kind = net.node(place).op().match(this);
    return kind.isEmpty() ? "" : label() + kind;
  }

  private String mlpconv(Item.Mlpconv item) {
    CaffeOp.Conv first = (CaffeOp.Conv) net.node(item.places().get(0)).op();
    String stages =
        item.places().stream()
            .map(net::node)
            .map(node -> Names.inText(node.name()) + ": " + ((CaffeOp.Conv) node.op()).outputs())
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

  private String label() {
    String name = net.node(place).name();
    return name.isEmpty() ? "" : Names.inText(name) + ": ";
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
  public String input(CaffeOp.Input op) {
    return "";
  }

  @Override
  public String conv(CaffeOp.Conv op) {
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
  public String fc(CaffeOp.Fc op) {
    return "fc " + op.outputs() + (op.bias() ? "" : " nobias") + norm(op.norm());
  }

  private static String norm(Optional<CaffeOp.Norm> norm) {
    return norm.isPresent() ? " norm" : "";
  }

  @Override
  public String norm(CaffeOp.Norm op) {
    return "batchnorm";
  }

  /** What is as without saying it is not said. */
  @Override
  public String lrn(CaffeOp.Lrn op) {
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
  public String pool(CaffeOp.Pool op) {
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
        + (op.floor() ? " floor" : "");
  }

  @Override
  public String activate(CaffeOp.Activate op) {
    return function(op.function());
  }

  /** A rate of 0 does nothing. */
  @Override
  public String dropout(CaffeOp.Dropout op) {
    return op.rate() == 0 ? "" : "dropout " + number(op.rate());
  }

  @Override
  public String softmax(CaffeOp.Softmax op) {
    return "softmax";
  }

  @Override
  public String flatten(CaffeOp.Flatten op) {
    return "";
  }

  @Override
  public String concat(CaffeOp.Concat op) {
    return "concat";
  }

  @Override
  public String add(CaffeOp.Add op) {
    return "add";
  }
}

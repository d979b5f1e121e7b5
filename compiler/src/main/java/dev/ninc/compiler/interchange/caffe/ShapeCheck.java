package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.runtime.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes the shape of each layer's output by Caffe's rules, and takes each layer's weights. A
 * layer behind a mistake has no known shape, and is checked as far as that goes.
 */
final class ShapeCheck implements CaffeOp.Cases<Optional<Maps>> {

  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final Net net;
  private final Optional<Maps> input;
  private final Trained trained;
  private final Diagnostics found;
  private final List<Optional<Maps>> shapes = new ArrayList<>();
  private final List<WeightTensor> weights = new ArrayList<>();
  private Node node;

  private ShapeCheck(Net net, Optional<Maps> input, Trained trained, Diagnostics found) {
    this.net = net;
    this.input = input;
    this.trained = trained;
    this.found = found;
    this.node = net.node(0);
  }

  /**
   * What was found out.
   *
   * @param shapes of each node's output; empty where it is not known
   * @param weights of all nodes, in their order
   */
  record Result(List<Optional<Maps>> shapes, List<WeightTensor> weights) {
    Result {
      shapes = List.copyOf(shapes);
      weights = List.copyOf(weights);
    }
  }

  /** Checks all layers; what does not fit is reported. */
  static Result check(Net net, Optional<Maps> input, Trained trained, Diagnostics found) {
    ShapeCheck check = new ShapeCheck(net, input, trained, found);
    for (Node node : net.nodes()) {
      check.node = node;
      check.shapes.add(node.op().match(check));
    }
    return new Result(check.shapes, check.weights);
  }

  private Optional<Maps> in() {
    return shapes.get(node.inputs().get(0));
  }

  @Override
  public Optional<Maps> input(CaffeOp.Input op) {
    return input;
  }

  @Override
  public Optional<Maps> conv(CaffeOp.Conv op) {
    int channels = in().map(Maps::channels).orElse(0);
    if (channels % op.groups() != 0) {
      return wrong(channels + " channels are no multiple of " + op.groups() + " groups");
    }
    Window window = op.window();
    List<List<Integer>> expected = new ArrayList<>();
    expected.add(List.of(op.outputs(), channels / op.groups(), window.height(), window.width()));
    if (op.bias()) {
      expected.add(List.of(op.outputs()));
    }
    weights.addAll(trained.tensors(node, expected));
    return in().flatMap(in -> slide(in, op.outputs(), window, true));
  }

  @Override
  public Optional<Maps> fc(CaffeOp.Fc op) {
    List<List<Integer>> expected = new ArrayList<>();
    expected.add(List.of(op.outputs(), in().map(in -> (int) in.size()).orElse(0)));
    if (op.bias()) {
      expected.add(List.of(op.outputs()));
    }
    weights.addAll(trained.tensors(node, expected));
    return in().map(in -> new Maps(op.outputs(), 1, 1));
  }

  @Override
  public Optional<Maps> pool(CaffeOp.Pool op) {
    return in().flatMap(
            in ->
                op.window().isEmpty()
                    ? Optional.of(new Maps(in.channels(), 1, 1))
                    : slide(in, in.channels(), op.window().get(), op.floor()));
  }

  @Override
  public Optional<Maps> activate(CaffeOp.Activate op) {
    return in();
  }

  @Override
  public Optional<Maps> dropout(CaffeOp.Dropout op) {
    return in();
  }

  @Override
  public Optional<Maps> softmax(CaffeOp.Softmax op) {
    return in();
  }

  /** An {@link CaffeOp.Fc} flattens by itself, and one position is flat already. */
  @Override
  public Optional<Maps> flatten(CaffeOp.Flatten op) {
    int place = shapes.size();
    boolean onlyFc =
        net.nodes().stream()
            .filter(reader -> reader.inputs().contains(place))
            .allMatch(reader -> reader.op() instanceof CaffeOp.Fc);
    boolean flat = in().isEmpty() || in().get().height() * in().get().width() == 1;
    if (!flat && !(onlyFc && place < net.last())) {
      return wrong("Flatten can stand in front of InnerProduct alone");
    }
    return in().map(in -> new Maps((int) in.size(), 1, 1));
  }

  @Override
  public Optional<Maps> concat(CaffeOp.Concat op) {
    List<Maps> ins = ins();
    if (ins.isEmpty()) {
      return Optional.empty();
    }
    Maps first = ins.get(0);
    long channels = 0;
    for (Maps in : ins) {
      if (in.height() != first.height() || in.width() != first.width()) {
        return wrong("one input is " + first + ", another " + in);
      }
      channels += in.channels();
    }
    return sized(channels, first.height(), first.width());
  }

  @Override
  public Optional<Maps> add(CaffeOp.Add op) {
    List<Maps> ins = ins();
    for (Maps in : ins) {
      if (!in.equals(ins.get(0))) {
        return wrong("one input is " + ins.get(0) + ", another " + in);
      }
    }
    return ins.stream().findFirst();
  }

  /** All inputs, or none where one is not known. */
  private List<Maps> ins() {
    List<Maps> ins = node.inputs().stream().flatMap(i -> shapes.get(i).stream()).toList();
    return ins.size() == node.inputs().size() ? ins : List.of();
  }

  private Optional<Maps> slide(Maps in, int channels, Window window, boolean floor) {
    int pad = window.pad().top();
    int side = window.pad().left();
    int height = windows(in.height(), pad, window.extentY(), window.strideY(), floor);
    int width = windows(in.width(), side, window.extentX(), window.strideX(), floor);
    if (height < 1 || width < 1) {
      return wrong("the window " + window + " is larger than what it slides over, " + in);
    }
    return sized(channels, height, width);
  }

  /**
   * How many windows there are in a row of {@code in} cells. Rounded up, the last one is dropped if
   * it would begin in the padding behind the image. No more than 0 where not one fits.
   */
  static int windows(int in, int pad, int extent, int stride, boolean floor) {
    int room = in + 2 * pad - extent;
    if (room < 0) {
      return 0;
    }
    int count = (floor ? room / stride : (room + stride - 1) / stride) + 1;
    return !floor && pad > 0 && (count - 1) * stride >= in + pad ? count - 1 : count;
  }

  private Optional<Maps> sized(long channels, int height, int width) {
    long plane = (long) height * width;
    if (plane > MOST_NUMBERS || channels > MOST_NUMBERS / plane) {
      return wrong(channels + "x" + height + "x" + width + " is more than fits into an array");
    }
    return Optional.of(new Maps((int) channels, height, width));
  }

  private Optional<Maps> wrong(String what) {
    found.add(
        Diagnostic.error(
            Code.NIN0506,
            node.span(),
            "The layer `" + node.name() + "` does not fit the maps in front of it.",
            what));
    return Optional.empty();
  }
}

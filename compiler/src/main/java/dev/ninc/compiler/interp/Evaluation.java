package dev.ninc.compiler.interp;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One node, from the numbers that it reads. */
final class Evaluation implements Op.Cases<Numbers> {

  private final Node node;
  private final Map<Value, Node> nodes;
  private final Function<Value, Numbers> numbers;

  private final Optional<TiledSum> tiled;

  /**
   * @param tiled how a convolution is made, if not as plain sums
   */
  Evaluation(
      Node node,
      Map<Value, Node> nodes,
      Function<Value, Numbers> numbers,
      Optional<TiledSum> tiled) {
    this.tiled = tiled;
    this.node = node;
    this.nodes = nodes;
    this.numbers = numbers;
  }

  @Override
  public Numbers input(Op.Input op) {
    throw new IllegalArgumentException("an input is given, not evaluated: " + node.out());
  }

  @Override
  public Numbers param(Op.Param op) {
    throw new IllegalArgumentException("a weight is given, not evaluated: " + node.out());
  }

  @Override
  public Numbers conv(Op.Conv op) {
    Optional<Numbers> bias = op.bias().map(numbers);
    Convolution convolution = new Convolution(op, maps(op.in()), node.maps());
    Numbers in = numbers.apply(op.in());
    Numbers weight = numbers.apply(op.weight());
    Numbers sums = convolution.run(in, weight, bias);
    tiled.ifPresent(t -> t.widen(sums, op, maps(op.in()), node.maps(), in, weight));
    return Activations.apply(op.act(), sums);
  }

  @Override
  public Numbers pool(Op.Pool op) {
    return new Pooling(op, maps(op.in()), node.maps()).run(numbers.apply(op.in()));
  }

  @Override
  public Numbers globalAverage(Op.GlobalAverage op) {
    return Pooling.global(maps(op.in()), numbers.apply(op.in()));
  }

  @Override
  public Numbers activate(Op.Activate op) {
    return Activations.apply(op.act(), numbers.apply(op.in()));
  }

  @Override
  public Numbers batchNorm(Op.BatchNorm op) {
    Numbers root = Tensors.inverseRoot(numbers.apply(op.variance()), op.epsilon());
    Numbers gain = Tensors.arithmetic(Op.Arithmetic.Kind.TIMES, numbers.apply(op.scale()), root);
    return Channels.normalized(
        numbers.apply(op.in()), numbers.apply(op.mean()), gain, numbers.apply(op.shift()));
  }

  @Override
  public Numbers scale(Op.Scale op) {
    return Channels.scaled(
        numbers.apply(op.in()), numbers.apply(op.gain()), numbers.apply(op.shift()));
  }

  @Override
  public Numbers lrn(Op.Lrn op) {
    return new ResponseNorm(op, maps(op.in())).run(numbers.apply(op.in()));
  }

  @Override
  public Numbers concat(Op.Concat op) {
    return Channels.concatenated(all(op.in()));
  }

  @Override
  public Numbers add(Op.Add op) {
    return Activations.apply(op.act(), Channels.added(all(op.in())));
  }

  @Override
  public Numbers dropout(Op.Dropout op) {
    return numbers.apply(op.in());
  }

  @Override
  public Numbers softmax(Op.Softmax op) {
    return Softmax.of(maps(op.in()), numbers.apply(op.in()));
  }

  @Override
  public Numbers reshape(Op.Reshape op) {
    return numbers.apply(op.in());
  }

  @Override
  public Numbers inverseRoot(Op.InverseRoot op) {
    return Tensors.inverseRoot(numbers.apply(op.in()), op.epsilon());
  }

  @Override
  public Numbers arithmetic(Op.Arithmetic op) {
    return Tensors.arithmetic(op.kind(), numbers.apply(op.left()), numbers.apply(op.right()));
  }

  private Maps maps(Value value) {
    return nodes.get(value).maps();
  }

  private List<Numbers> all(List<Value> values) {
    return values.stream().map(numbers).toList();
  }
}

package dev.ninc.compiler.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that an op reads. */
final class Operands implements Op.Cases<List<Value>> {

  @Override
  public List<Value> input(Op.Input op) {
    return List.of();
  }

  @Override
  public List<Value> param(Op.Param op) {
    return List.of();
  }

  @Override
  public List<Value> conv(Op.Conv op) {
    return Stream.of(Optional.of(op.in()), Optional.of(op.weight()), op.bias())
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<Value> pool(Op.Pool op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> globalAverage(Op.GlobalAverage op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> activate(Op.Activate op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> batchNorm(Op.BatchNorm op) {
    return List.of(op.in(), op.scale(), op.shift(), op.mean(), op.variance());
  }

  @Override
  public List<Value> scale(Op.Scale op) {
    return List.of(op.in(), op.gain(), op.shift());
  }

  @Override
  public List<Value> lrn(Op.Lrn op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> concat(Op.Concat op) {
    return op.in();
  }

  @Override
  public List<Value> add(Op.Add op) {
    return op.in();
  }

  @Override
  public List<Value> dropout(Op.Dropout op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> softmax(Op.Softmax op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> reshape(Op.Reshape op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> inverseRoot(Op.InverseRoot op) {
    return List.of(op.in());
  }

  @Override
  public List<Value> arithmetic(Op.Arithmetic op) {
    return List.of(op.left(), op.right());
  }
}

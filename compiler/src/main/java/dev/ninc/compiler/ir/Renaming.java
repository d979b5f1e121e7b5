package dev.ninc.compiler.ir;

import java.util.function.UnaryOperator;

/** An op with the values that it reads replaced. */
final class Renaming implements Op.Cases<Op> {

  private final UnaryOperator<Value> to;

  Renaming(UnaryOperator<Value> to) {
    this.to = to;
  }

  @Override
  public Op input(Op.Input op) {
    return op;
  }

  @Override
  public Op param(Op.Param op) {
    return op;
  }

  @Override
  public Op conv(Op.Conv op) {
    return new Op.Conv(
        to.apply(op.in()),
        to.apply(op.weight()),
        op.bias().map(to),
        op.window(),
        op.groups(),
        op.act());
  }

  @Override
  public Op pool(Op.Pool op) {
    return new Op.Pool(to.apply(op.in()), op.kind(), op.window(), op.rounding(), op.divisor());
  }

  @Override
  public Op globalAverage(Op.GlobalAverage op) {
    return new Op.GlobalAverage(to.apply(op.in()));
  }

  @Override
  public Op activate(Op.Activate op) {
    return new Op.Activate(to.apply(op.in()), op.act());
  }

  @Override
  public Op batchNorm(Op.BatchNorm op) {
    return new Op.BatchNorm(
        to.apply(op.in()),
        to.apply(op.scale()),
        to.apply(op.shift()),
        to.apply(op.mean()),
        to.apply(op.variance()),
        op.epsilon());
  }

  @Override
  public Op scale(Op.Scale op) {
    return new Op.Scale(to.apply(op.in()), to.apply(op.gain()), to.apply(op.shift()));
  }

  @Override
  public Op lrn(Op.Lrn op) {
    return new Op.Lrn(to.apply(op.in()), op.size(), op.alpha(), op.beta(), op.bias());
  }

  @Override
  public Op concat(Op.Concat op) {
    return new Op.Concat(op.in().stream().map(to).toList());
  }

  @Override
  public Op add(Op.Add op) {
    return new Op.Add(op.in().stream().map(to).toList(), op.act());
  }

  @Override
  public Op dropout(Op.Dropout op) {
    return new Op.Dropout(to.apply(op.in()), op.rate());
  }

  @Override
  public Op softmax(Op.Softmax op) {
    return new Op.Softmax(to.apply(op.in()));
  }

  @Override
  public Op reshape(Op.Reshape op) {
    return new Op.Reshape(to.apply(op.in()), op.type());
  }

  @Override
  public Op inverseRoot(Op.InverseRoot op) {
    return new Op.InverseRoot(to.apply(op.in()), op.epsilon());
  }

  @Override
  public Op arithmetic(Op.Arithmetic op) {
    return new Op.Arithmetic(op.kind(), to.apply(op.left()), to.apply(op.right()));
  }
}

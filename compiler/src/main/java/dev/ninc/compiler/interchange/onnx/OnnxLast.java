package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import java.util.Set;

/** The operators that the computation of a value may end with, in models of any origin. */
final class OnnxLast implements Op.Cases<Set<String>> {

  @Override
  public Set<String> input(Op.Input op) {
    return Set.of();
  }

  @Override
  public Set<String> param(Op.Param op) {
    return Set.of();
  }

  @Override
  public Set<String> conv(Op.Conv op) {
    return op.act().equals(Activation.LINEAR)
        ? Set.of("Conv", "Gemm", "MatMul", "Add")
        : activation(op.act());
  }

  @Override
  public Set<String> pool(Op.Pool op) {
    return op.kind() == Op.Pool.Kind.MAX
        ? Set.of("MaxPool", "GlobalMaxPool")
        : Set.of("AveragePool", "GlobalAveragePool", "ReduceMean");
  }

  @Override
  public Set<String> globalAverage(Op.GlobalAverage op) {
    return Set.of("AveragePool", "GlobalAveragePool", "ReduceMean");
  }

  @Override
  public Set<String> activate(Op.Activate op) {
    return activation(op.act());
  }

  @Override
  public Set<String> batchNorm(Op.BatchNorm op) {
    return Set.of("BatchNormalization", "Mul", "Add");
  }

  @Override
  public Set<String> scale(Op.Scale op) {
    return Set.of("BatchNormalization", "Mul", "Add");
  }

  @Override
  public Set<String> lrn(Op.Lrn op) {
    return Set.of("LRN");
  }

  @Override
  public Set<String> concat(Op.Concat op) {
    return Set.of("Concat");
  }

  @Override
  public Set<String> add(Op.Add op) {
    return op.act().equals(Activation.LINEAR) ? Set.of("Add", "Sum") : activation(op.act());
  }

  @Override
  public Set<String> dropout(Op.Dropout op) {
    return Set.of("Dropout");
  }

  @Override
  public Set<String> softmax(Op.Softmax op) {
    return Set.of("Softmax");
  }

  @Override
  public Set<String> reshape(Op.Reshape op) {
    return Set.of();
  }

  @Override
  public Set<String> inverseRoot(Op.InverseRoot op) {
    return Set.of();
  }

  @Override
  public Set<String> arithmetic(Op.Arithmetic op) {
    return Set.of();
  }

  private static Set<String> activation(Activation act) {
    return switch (act.kind()) {
      case LINEAR -> Set.of("Identity");
      case RELU -> Set.of("Relu");
      case LEAKY -> Set.of("LeakyRelu");
      case RELU6 -> Set.of("Clip");
      case SIGMOID -> Set.of("Sigmoid");
      case TANH -> Set.of("Tanh");
    };
  }
}

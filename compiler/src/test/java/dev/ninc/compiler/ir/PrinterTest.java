package dev.ninc.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrinterTest {

  @Test
  void printsOneNodeToALine() {
    Graph graph =
        new GraphBuilder(3, 8, 8)
            .conv("conv1", "image", 4, GraphBuilder.window(5, 2, 2), 1, Activation.RELU)
            .pointwise("cccp1", "conv1", 6, Activation.leaky(0.5f))
            .node("pool1", pool("cccp1", Op.Pool.Divisor.INSIDE, Op.Pool.Rounding.FLOOR))
            .batchNorm("norm", "pool1")
            .output("norm")
            .chain("conv1", "cccp1")
            .graph();
    assertThat(Printer.print(graph))
        .isEqualTo(
            """
            graph Test
              %image             = input                                                             : 3x8x8
              %conv1.weight      = param HE                                                          : [4, 3, 5, 5]
              %conv1.bias        = param zero                                                        : [4]
              %conv1             = conv 5x5 stride 2 pad 2 ReLU (%image, %conv1.weight, %conv1.bias) : 4x4x4
              %cccp1.weight      = param HE                                                          : [6, 4, 1, 1]
              %cccp1.bias        = param zero                                                        : [6]
              %cccp1             = conv 1x1 leaky ReLU 0.5 (%conv1, %cccp1.weight, %cccp1.bias)      : 6x4x4
              %pool1             = average 3x3 stride 2 floor inside (%cccp1)                        : 6x1x1
              %norm.weight       = param one                                                         : [6]
              %norm.bias         = param zero                                                        : [6]
              %norm.running_mean = param zero                                                        : [6]
              %norm.running_var  = param one                                                         : [6]
              %norm              = batch norm epsilon 1.0E-5 (%pool1, %norm.weight, %norm.bias, %norm.running_mean, %norm.running_var) : 6x1x1
              chain %conv1 -> %cccp1
              output norm = %norm
            """);
  }

  @Test
  void namesEveryOp() {
    assertThat(text(new Op.Param("other", Tensor.of(2), Init.ONE))).contains("param one other");
    assertThat(text(new Op.GlobalAverage(v("a")))).contains("global average (%a)");
    assertThat(text(new Op.Activate(v("a"), Activation.LINEAR))).contains("linear (%a)");
    assertThat(text(new Op.Scale(v("a"), v("g"), v("s")))).contains("scale (%a, %g, %s)");
    assertThat(text(new Op.Dropout(v("a"), 0.5f))).contains("dropout 0.5 (%a)");
    assertThat(text(new Op.Softmax(v("a")))).contains("softmax (%a)");
    assertThat(text(new Op.Reshape(v("a"), Tensor.of(2)))).contains("reshape (%a)");
    assertThat(text(new Op.InverseRoot(v("a"), 0.5))).contains("inverse root epsilon 0.5 (%a)");
    assertThat(text(new Op.Arithmetic(Op.Arithmetic.Kind.TIMES, v("a"), v("b"))))
        .contains("times (%a, %b)");
    assertThat(text(grouped())).contains("conv 1x1 group 2 (%a, %w)");
  }

  @Test
  void quotesNamesThatAreNotPlain() {
    assertThat(Printer.name(v("conv4-1024:gain"))).isEqualTo("%conv4-1024:gain");
    assertThat(Printer.name(v("my \"layer\"\n"))).isEqualTo("%\"my \\\"layer\\\"\\u000a\"");
  }

  private static Op grouped() {
    return new Op.Conv(v("a"), v("w"), Optional.empty(), Window.pointwise(), 2, Activation.LINEAR);
  }

  private static Op.Pool pool(String in, Op.Pool.Divisor divisor, Op.Pool.Rounding rounding) {
    Window window = GraphBuilder.window(3, 2, 0);
    return new Op.Pool(v(in), Op.Pool.Kind.AVERAGE, window, rounding, divisor);
  }

  private static String text(Op op) {
    return Printer.print(new Node(v("out"), op, Tensor.of(2), GraphBuilder.NOWHERE));
  }

  private static Value v(String name) {
    return new Value(name);
  }
}

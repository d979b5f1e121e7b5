package dev.ninc.compiler.interchange.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.Interpreter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.runtime.WeightTensor;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.MersenneTwister;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is imported computes what Caffe computes. */
class CaffeSemanticsTest {

  private static final String INPUT =
      """
      layer { name: "data" type: "Input" top: "data"
        input_param { shape { dim: 1 dim: 6 dim: 9 dim: 8 } } }
      """;

  private static Planes image(int channels, int height, int width) {
    MersenneTwister random = new MersenneTwister(5);
    return Planes.each(channels, height, width, (c, y, x) -> (float) random.nextGaussian());
  }

  /** Imports a net, compares its result with Caffe's, and returns the lines of its layers. */
  static String check(String prototxt, Planes image, boolean softmax) {
    CaffeReference.Run caffe = CaffeReference.run(prototxt, image, 3);
    Planes expected = softmax ? CaffeReference.softmax(caffe.output()) : caffe.output();
    Importing imported = Importing.of(prototxt, caffe.caffemodel());
    String text = imported.layers();
    Map<String, float[]> weights =
        imported.result().orElseThrow().weights().stream()
            .collect(Collectors.toMap(WeightTensor::name, WeightTensor::values));
    Graph graph = Harness.check(text, Options.DEFAULT).graph();
    float[] pixels = new float[image.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) image.values()[i];
    }
    double[] found =
        new Interpreter(graph, param -> weights.get(param.name()))
            .run(pixels)
            .get(graph.outputs().get(0).value())
            .values();
    assertThat(found).hasSameSizeAs(expected.values());
    double largest = 0;
    for (double value : expected.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("a result that shows something").isGreaterThan(1e-3);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i])
          .as("number %d of%n%s", i, text)
          .isCloseTo(expected.values()[i], Offset.offset(2e-6 * largest));
    }
    return text.substring(text.indexOf("\n\n") + 2, text.lastIndexOf('}'));
  }

  private static String layer(String lines) {
    return check(INPUT + lines, image(6, 9, 8), false);
  }

  /** One layer, and a convolution behind it, as a file without weights is none. */
  private static String one(String type, String parameters) {
    String text =
        layer(
            """
            layer { name: "a" type: "%s" bottom: "data" top: "a" %s }
            layer { name: "b" type: "Convolution" bottom: "a" top: "b"
              convolution_param { num_output: 3 kernel_size: 1 } }
            """
                .formatted(type, parameters));
    return text.replace("  b: cccp 3 act linear\n", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_output: 4 kernel_size: 3 | conv 3x3 4 act linear",
        "num_output: 4 kernel_size: 1 bias_term: false | cccp 4 nobias act linear",
        "num_output: 4 kernel_h: 3 kernel_w: 2 stride_h: 1 stride_w: 2 pad_h: 0 pad_w: 1"
            + " | conv 3x2 4 stride 1x2 pad [0, 1, 0, 1] act linear",
        "num_output: 4 kernel_size: 3 dilation: 2 pad: 2 group: 2"
            + " | conv 3x3 4 pad 2 dilate 2 group 2 act linear",
        "num_output: 12 kernel_size: 3 group: 6 stride: 2 | conv 3x3 12 stride 2 group 6 act linear"
      })
  void convolutions(String parameters, String line) {
    assertThat(one("Convolution", "convolution_param { " + parameters + " }"))
        .isEqualTo("  a: " + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Convolution | kernel_size: 3 group: 6 pad: 1 | depthwise 3x3 pad 1 act linear",
        "Convolution | kernel_size: 1 group: 6 | depthwise 1x1 act linear",
        "DepthwiseConvolution | kernel_size: 3 stride: 2 bias_term: false"
            + " | depthwise 3x3 stride 2 nobias act linear",
        "ConvolutionDepthwise | kernel_size: 3 group: 6 dilation: 2"
            + " | depthwise 3x3 dilate 2 act linear"
      })
  void depthwise(String type, String parameters, String line) {
    assertThat(one(type, "convolution_param { num_output: 6 " + parameters + " }"))
        .isEqualTo("  a: " + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel_size: 3 stride: 2 | maxpool 3x3 stride 2",
        "pool: AVE kernel_size: 3 stride: 2 pad: 1 | avgpool 3x3 stride 2 pad 1",
        "pool: AVE kernel_h: 4 kernel_w: 2 stride_h: 3 stride_w: 2 pad_h: 2 pad_w: 0"
            + " | avgpool 4x2 stride 3x2 pad [2, 0, 2, 0]",
        "pool: MAX kernel_size: 2 stride: 2 pad: 1 | maxpool 2x2 stride 2 pad 1",
        "kernel_size: 3 stride: 2 round_mode: FLOOR | maxpool 3x3 stride 2 floor",
        "pool: AVE kernel_size: 2 stride: 2 pad: 1 round_mode: FLOOR"
            + " | avgpool 2x2 stride 2 pad 1 floor",
        "pool: AVE global_pooling: true | gap",
        "pool: MAX global_pooling: true stride: 1 pad: 0 | maxpool 9x8",
        "pool: AVE kernel_h: 9 kernel_w: 8 | gap"
      })
  void pooling(String parameters, String line) {
    assertThat(one("Pooling", "pooling_param { " + parameters + " }"))
        .isEqualTo("  a: " + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReLU | | relu",
        "ReLU | relu_param { negative_slope: 0.125 } | leaky(0.125)",
        "ReLU | relu_param { negative_slope: 1 } | leaky(1)",
        "ReLU | relu_param { negative_slope: 1.5e-30 } | leaky(1.5E-30)",
        "ReLU6 | | relu6",
        "Sigmoid | | sigmoid",
        "TanH | | tanh",
        "Softmax | | softmax",
        "Dropout | dropout_param { dropout_ratio: 0.4 } | dropout 0.4"
      })
  void eachNumber(String type, String parameters, String line) {
    assertThat(one(type, parameters == null ? "" : parameters)).isEqualTo("  a: " + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| lrn 5 alpha 1",
        "lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } | lrn 5",
        "lrn_param { local_size: 3 alpha: 0.2 beta: 0.5 k: 2 } | lrn 3 alpha 0.2 beta 0.5 bias 2",
        "lrn_param { local_size: 15 alpha: 3 norm_region: ACROSS_CHANNELS } | lrn 15 alpha 3"
      })
  void localResponseNormalization(String parameters, String line) {
    assertThat(one("LRN", parameters == null ? "" : parameters)).isEqualTo("  a: " + line + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BatchNorm |",
        "BatchNorm | batch_norm_param { use_global_stats: true eps: 0.00001 }",
        "BatchNorm | batch_norm_param { eps: 1e-8 moving_average_fraction: 0.9 }",
        "BatchNorm | batch_norm_param { eps: 0.001 }",
        "Scale |",
        "Scale | scale_param { bias_term: true axis: 1 num_axes: 1 }",
        "Bias |"
      })
  void normalizationAlone(String type, String parameters) {
    assertThat(one(type, parameters == null ? "" : parameters)).isEqualTo("  a: batchnorm\n");
  }

  @Test
  void theWeightsOfAScaleAloneStayAsTheyWere() {
    String net = INPUT + "layer { name: \"a\" type: \"Scale\" bottom: \"data\" top: \"a\" }";
    CaffeModelFile file = new CaffeModelFile().layer("a", CaffeModelFile.blob(6));
    Importing imported = Importing.of(net, file);
    assertThat(imported.result().orElseThrow().weights().get(0).values())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  private static final String NORMS =
      """
      layer { name: "n" type: "BatchNorm" bottom: "a" top: "a" batch_norm_param { eps: %s } }
      layer { name: "s" type: "Scale" bottom: "a" top: "a" scale_param { bias_term: true } }
      layer { name: "r" type: "ReLU" bottom: "a" top: "a" }
      """;

  @ParameterizedTest
  @CsvSource({"1e-5", "0.001", "1e-9"})
  void normalizationBehindAConvolutionIsPartOfIt(String epsilon) {
    String conv =
        """
        layer { name: "a" type: "Convolution" bottom: "data" top: "a"
          convolution_param { num_output: 5 kernel_size: 3 bias_term: false } }
        """;
    assertThat(layer(conv + NORMS.formatted(epsilon))).isEqualTo("  a: conv 3x3 5 nobias norm\n");
  }

  @Test
  void anMlpconvIsNormalizedAsAWholeOrNotAtAll() {
    String conv =
        """
        layer { name: "a%1$d" type: "Convolution" bottom: "%2$s" top: "a%1$d"
          convolution_param { num_output: 5 kernel_size: %3$d bias_term: false } }
        layer { name: "n%1$d" type: "BatchNorm" bottom: "a%1$d" top: "a%1$d" }
        layer { name: "r%1$d" type: "ReLU" bottom: "a%1$d" top: "a%1$d" }
        """;
    String plain =
        """
        layer { name: "b" type: "Convolution" bottom: "a3" top: "b"
          convolution_param { num_output: 4 kernel_size: 1 bias_term: false } }
        layer { name: "r" type: "ReLU" bottom: "b" top: "b" }
        """;
    String stages =
        conv.formatted(1, "data", 3) + conv.formatted(2, "a1", 1) + conv.formatted(3, "a2", 1);
    assertThat(layer(stages + plain))
        .isEqualTo("  mlpconv 3x3 [a1: 5, a2: 5, a3: 5] nobias norm\n  b: cccp 4 nobias\n");
  }

  @Test
  void normalizationsStayApartWhereTheyMust() {
    String text =
        layer(
            """
            layer { name: "a" type: "InnerProduct" bottom: "data" top: "a"
              inner_product_param { num_output: 5 transpose: true } }
            """
                + NORMS.formatted(1e-5)
                + """
                layer { name: "b" type: "Scale" bottom: "a" top: "b" }
                layer { name: "c" type: "BatchNorm" bottom: "b" top: "c" }
                layer { name: "d" type: "Eltwise" bottom: "b" bottom: "c" top: "d" }
                layer { name: "e" type: "BatchNorm" bottom: "d" top: "e" }
                layer { name: "f" type: "Scale" bottom: "e" top: "f" }
                """);
    assertThat(text)
        .isEqualTo(
            """
              a: fc 5 norm act relu
              b: batchnorm
              d: add { identity } {
                c: batchnorm
              }
              e: batchnorm
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flatten |",
        "Flatten | flatten_param { axis: 1 end_axis: -1 }",
        "Reshape | reshape_param { shape { dim: 0 dim: -1 } }",
        "Reshape | reshape_param { shape { dim: 1 dim: 432 dim: 1 dim: 1 } }",
        "Reshape | reshape_param { shape { dim: -1 } axis: 1 }",
        "Reshape | reshape_param { shape { dim: 0 dim: 0 dim: 9 dim: -1 } }"
      })
  void vectors(String type, String parameters) {
    String flat =
        "layer { name: \"f\" type: \"%s\" bottom: \"data\" top: \"f\" %s }"
            .formatted(type, parameters == null ? "" : parameters);
    String rest =
        """
        layer { name: "r" type: "ReLU" bottom: "f" top: "f" }
        layer { name: "d" type: "Dropout" bottom: "f" top: "f" dropout_param { dropout_ratio: 0 } }
        layer { name: "a" type: "InnerProduct" bottom: "f" top: "a"
          inner_product_param { num_output: 3 bias_term: false } }
        """;
    assertThat(layer(flat + rest)).isEqualTo("  r: relu\n  a: fc 3 nobias act linear\n");
  }

  @Test
  void joins() {
    String text =
        layer(
            """
            layer { name: "s" type: "Split" bottom: "data" top: "one" top: "two" }
            layer { name: "t" type: "TanH" bottom: "two" top: "two" }
            layer { name: "c" type: "Concat" bottom: "one" bottom: "two" bottom: "one" top: "c"
              concat_param { axis: 1 } }
            layer { name: "only" type: "Concat" bottom: "c" top: "only" }
            layer { name: "drop" type: "Dropout" bottom: "only" top: "drop"
              dropout_param { dropout_ratio: 0 } }
            layer { name: "e" type: "Eltwise" bottom: "only" bottom: "drop" bottom: "only" top: "e"
              eltwise_param { operation: SUM coeff: 1 coeff: 1.0 coeff: 1 } }
            layer { name: "f" type: "InnerProduct" bottom: "e" top: "f"
              inner_product_param { num_output: 3 } }
            """);
    assertThat(text)
        .isEqualTo(
            """
              c: concat { identity } {
                t: tanh
              } { identity }
              e: add { identity } { identity } { identity }
              f: fc 3 act linear
            """);
  }
}

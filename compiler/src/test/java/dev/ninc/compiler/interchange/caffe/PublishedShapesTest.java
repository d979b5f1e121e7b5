package dev.ninc.compiler.interchange.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

/** Small networks of the shapes that published ones have. */
class PublishedShapesTest {

  private static Planes image(int channels, int height, int width) {
    MersenneTwister random = new MersenneTwister(9);
    return Planes.each(channels, height, width, (c, y, x) -> (float) random.nextGaussian());
  }

  /** For deployment, of the kind of Krizhevsky et al. (2012). */
  @Test
  void alexNet() {
    String net =
        """
        name: "SmallAlexNet"
        input: "data"
        input_dim: 10
        input_dim: 3
        input_dim: 31
        input_dim: 31
        layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
          param { lr_mult: 1 decay_mult: 1 } param { lr_mult: 2 decay_mult: 0 }
          convolution_param { num_output: 8 kernel_size: 11 stride: 4 } }
        layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
        layer { name: "norm1" type: "LRN" bottom: "conv1" top: "norm1"
          lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
        layer { name: "pool1" type: "Pooling" bottom: "norm1" top: "pool1"
          pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
        layer { name: "conv2" type: "Convolution" bottom: "pool1" top: "conv2"
          convolution_param { num_output: 12 pad: 2 kernel_size: 5 group: 2 } }
        layer { name: "relu2" type: "ReLU" bottom: "conv2" top: "conv2" }
        layer { name: "norm2" type: "LRN" bottom: "conv2" top: "norm2"
          lrn_param { local_size: 5 alpha: 0.01 beta: 0.75 k: 2 } }
        layer { name: "fc6" type: "InnerProduct" bottom: "norm2" top: "fc6"
          inner_product_param { num_output: 16 } }
        layer { name: "relu6" type: "ReLU" bottom: "fc6" top: "fc6" }
        layer { name: "drop6" type: "Dropout" bottom: "fc6" top: "fc6"
          dropout_param { dropout_ratio: 0.5 } }
        layer { name: "fc8" type: "InnerProduct" bottom: "fc6" top: "fc8"
          inner_product_param { num_output: 10 } }
        layer { name: "prob" type: "Softmax" bottom: "fc8" top: "prob" }
        """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 31, 31), false))
        .isEqualTo(
            """
              conv1: conv 11x11 8 stride 4
              norm1: lrn 5
              pool1: maxpool 3x3 stride 2
              conv2: conv 5x5 12 pad 2 group 2
              norm2: lrn 5 alpha 0.01 bias 2
              fc6: fc 16 act relu
              drop6: dropout 0.5
              fc8: fc 10 act linear
              prob: softmax
            """);
  }

  private static String conv(String name, String bottom, String parameters) {
    return """
    layer { name: "%1$s" type: "Convolution" bottom: "%2$s" top: "%1$s"
      convolution_param { %3$s } }
    layer { name: "relu_%1$s" type: "ReLU" bottom: "%1$s" top: "%1$s" }
    """
        .formatted(name, bottom, parameters);
  }

  /** For training and testing, of the kind of Szegedy et al. (2014). */
  @Test
  void googLeNet() {
    String net =
        """
        name: "SmallGoogleNet"
        layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN }
          transform_param { crop_size: 20 mirror: true } data_param { source: "a" batch_size: 2 } }
        layer { name: "data" type: "Data" top: "data" top: "label" include { phase: TEST }
          transform_param { crop_size: 16 mirror: false } data_param { source: "b" batch_size: 2 } }
        """
            + conv("conv1/7x7_s2", "data", "num_output: 6 pad: 3 kernel_size: 7 stride: 2")
            + """
            layer { name: "pool1/norm1" type: "LRN" bottom: "conv1/7x7_s2" top: "pool1/norm1"
              lrn_param { local_size: 5 alpha: 0.0001 beta: 0.75 } }
            """
            + conv("3a/1x1", "pool1/norm1", "num_output: 4 kernel_size: 1")
            + conv("3a/3x3_reduce", "pool1/norm1", "num_output: 3 kernel_size: 1")
            + conv("3a/3x3", "3a/3x3_reduce", "num_output: 5 pad: 1 kernel_size: 3")
            + conv("3a/5x5_reduce", "pool1/norm1", "num_output: 2 kernel_size: 1")
            + conv("3a/5x5", "3a/5x5_reduce", "num_output: 3 pad: 2 kernel_size: 5")
            + """
            layer { name: "3a/pool" type: "Pooling" bottom: "pool1/norm1" top: "3a/pool"
              pooling_param { pool: MAX kernel_size: 3 stride: 1 pad: 1 } }
            """
            + conv("3a/pool_proj", "3a/pool", "num_output: 2 kernel_size: 1")
            + """
            layer { name: "3a/output" type: "Concat" bottom: "3a/1x1" bottom: "3a/3x3"
              bottom: "3a/5x5" bottom: "3a/pool_proj" top: "3a/output" }
            layer { name: "aux/pool" type: "Pooling" bottom: "3a/output" top: "aux/pool"
              pooling_param { pool: AVE kernel_size: 5 stride: 3 } include { phase: TRAIN } }
            layer { name: "aux/fc" type: "InnerProduct" bottom: "aux/pool" top: "aux/fc"
              inner_product_param { num_output: 4 } include { phase: TRAIN } }
            layer { name: "aux/loss" type: "SoftmaxWithLoss" bottom: "aux/fc" bottom: "label"
              top: "aux/loss" loss_weight: 0.3 exclude { phase: TEST } }
            layer { name: "pool5" type: "Pooling" bottom: "3a/output" top: "pool5"
              pooling_param { pool: AVE kernel_size: 8 stride: 1 } }
            layer { name: "classifier" type: "InnerProduct" bottom: "pool5" top: "classifier"
              inner_product_param { num_output: 4 } }
            layer { name: "loss3" type: "SoftmaxWithLoss" bottom: "classifier" bottom: "label"
              top: "loss3" loss_weight: 1 }
            layer { name: "top-1" type: "Accuracy" bottom: "classifier" bottom: "label" top: "top-1"
              include { phase: TEST } }
            """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 16, 16), true))
        .isEqualTo(
            """
              "conv1/7x7_s2": conv 7x7 6 stride 2 pad 3
              "pool1/norm1": lrn 5
              "3a/output": concat {
                "3a/1x1": cccp 4
              } {
                "3a/3x3_reduce": cccp 3
                "3a/3x3": conv 3x3 5 pad 1
              } {
                "3a/5x5_reduce": cccp 2
                "3a/5x5": conv 5x5 3 pad 2
              } {
                "3a/pool": maxpool 3x3 pad 1
                "3a/pool_proj": cccp 2
              }
              pool5: gap
              classifier: fc 4 act linear
              softmax
            """);
  }

  private static String normed(String branch, String bottom, String more) {
    return """
    layer { name: "res%1$s" type: "Convolution" bottom: "%2$s" top: "res%1$s"
      convolution_param { %3$s bias_term: false } }
    layer { name: "bn%1$s" type: "BatchNorm" bottom: "res%1$s" top: "res%1$s"
      batch_norm_param { use_global_stats: true } }
    layer { name: "scale%1$s" type: "Scale" bottom: "res%1$s" top: "res%1$s"
      scale_param { bias_term: true } }
    """
        .formatted(branch, bottom, more);
  }

  private static String relu(String blob) {
    return "layer { name: \"%1$s_relu\" type: \"ReLU\" bottom: \"%1$s\" top: \"%1$s\" }\n"
        .formatted(blob);
  }

  private static String sum(String name, String one, String other) {
    return "layer { name: \"%1$s\" bottom: \"%2$s\" bottom: \"%3$s\" top: \"%1$s\" type: \"Eltwise\" }\n"
            .formatted(name, one, other)
        + relu(name);
  }

  /** Of the kind of He et al. (2015): the first branch of a block has a projection. */
  @Test
  void resNet() {
    String net =
        """
        name: "SmallResNet"
        input: "data"
        input_shape { dim: 1 dim: 3 dim: 12 dim: 12 }
        """
            + normed("1", "data", "num_output: 8 kernel_size: 3 pad: 1")
            + relu("res1")
            + normed("2a_branch1", "res1", "num_output: 12 kernel_size: 1 stride: 2")
            + normed("2a_branch2a", "res1", "num_output: 4 kernel_size: 1 stride: 2")
            + relu("res2a_branch2a")
            + normed("2a_branch2b", "res2a_branch2a", "num_output: 4 kernel_size: 3 pad: 1")
            + relu("res2a_branch2b")
            + normed("2a_branch2c", "res2a_branch2b", "num_output: 12 kernel_size: 1")
            + sum("res2a", "res2a_branch1", "res2a_branch2c")
            + normed("2b_branch2a", "res2a", "num_output: 12 kernel_size: 3 pad: 1")
            + relu("res2b_branch2a")
            + normed("2b_branch2b", "res2b_branch2a", "num_output: 12 kernel_size: 3 pad: 1")
            + sum("res2b", "res2a", "res2b_branch2b")
            + """
            layer { name: "pool5" type: "Pooling" bottom: "res2b" top: "pool5"
              pooling_param { pool: AVE kernel_size: 6 stride: 1 } }
            layer { name: "fc5" type: "InnerProduct" bottom: "pool5" top: "fc5"
              inner_product_param { num_output: 5 } }
            layer { name: "prob" type: "Softmax" bottom: "fc5" top: "prob" }
            """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 12, 12), false))
        .isEqualTo(
            """
              res1: conv 3x3 8 pad 1 nobias norm
              res2a: add {
                res2a_branch1: conv 1x1 12 stride 2 nobias norm act linear
              } {
                res2a_branch2a: conv 1x1 4 stride 2 nobias norm
                res2a_branch2b: conv 3x3 4 pad 1 nobias norm
                res2a_branch2c: cccp 12 nobias norm act linear
              }
              res2a_relu: relu
              res2b: add { identity } {
                res2b_branch2a: conv 3x3 12 pad 1 nobias norm
                res2b_branch2b: conv 3x3 12 pad 1 nobias norm act linear
              }
              res2b_relu: relu
              pool5: gap
              fc5: fc 5 act linear
              prob: softmax
            """);
  }

  /** Of the kind of Iandola et al. (2016). */
  @Test
  void squeezeNet() {
    String net =
        """
        layer { name: "data" type: "Input" top: "data"
          input_param { shape: { dim: 10 dim: 3 dim: 17 dim: 17 } } }
        """
            + conv("conv1", "data", "num_output: 6 kernel_size: 3 stride: 2")
            + """
            layer { name: "pool1" type: "Pooling" bottom: "conv1" top: "pool1"
              pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
            """
            + conv("fire2/squeeze1x1", "pool1", "num_output: 3 kernel_size: 1")
            + conv("fire2/expand1x1", "fire2/squeeze1x1", "num_output: 4 kernel_size: 1")
            + conv("fire2/expand3x3", "fire2/squeeze1x1", "num_output: 4 kernel_size: 3 pad: 1")
            + """
            layer { name: "fire2/concat" type: "Concat" bottom: "fire2/expand1x1"
              bottom: "fire2/expand3x3" top: "fire2/concat" }
            layer { name: "drop9" type: "Dropout" bottom: "fire2/concat" top: "fire2/concat" }
            """
            + conv("conv10", "fire2/concat", "num_output: 5 pad: 1 kernel_size: 1")
            + """
            layer { name: "pool10" type: "Pooling" bottom: "conv10" top: "pool10"
              pooling_param { pool: AVE global_pooling: true } }
            layer { name: "prob" type: "Softmax" bottom: "pool10" top: "prob" }
            """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 17, 17), false))
        .isEqualTo(
            """
              conv1: conv 3x3 6 stride 2
              pool1: maxpool 3x3 stride 2
              "fire2/squeeze1x1": cccp 3
              "fire2/concat": concat {
                "fire2/expand1x1": cccp 4
              } {
                "fire2/expand3x3": conv 3x3 4 pad 1
              }
              drop9: dropout 0.5
              conv10: conv 1x1 5 pad 1
              pool10: gap
              prob: softmax
            """);
  }

  /** Of the kind of Howard et al. (2017), with the layer type of a widespread extension. */
  @Test
  void mobileNet() {
    String net =
        """
        input: "data"
        input_dim: 1 input_dim: 3 input_dim: 14 input_dim: 14
        """
            + normed("1", "data", "num_output: 8 pad: 1 kernel_size: 3 stride: 2")
            + relu("res1")
            + normed("2_1/dw", "res1", "num_output: 8 pad: 1 kernel_size: 3 group: 8")
                .replace("\"Convolution\"", "\"DepthwiseConvolution\"")
            + relu("res2_1/dw")
            + normed("2_1/sep", "res2_1/dw", "num_output: 16 kernel_size: 1")
            + relu("res2_1/sep")
            + """
            layer { name: "pool6" type: "Pooling" bottom: "res2_1/sep" top: "pool6"
              pooling_param { pool: AVE global_pooling: true } }
            layer { name: "fc7" type: "Convolution" bottom: "pool6" top: "fc7"
              convolution_param { num_output: 7 kernel_size: 1 } }
            layer { name: "prob" type: "Softmax" bottom: "fc7" top: "prob" }
            """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 14, 14), false))
        .isEqualTo(
            """
              res1: conv 3x3 8 stride 2 pad 1 nobias norm
              "res2_1/dw": depthwise 3x3 pad 1 nobias norm
              "res2_1/sep": cccp 16 nobias norm
              pool6: gap
              fc7: cccp 7 act linear
              prob: softmax
            """);
  }

  /** Network In Network as a file of the old format, whose normalizations make mlpconv layers. */
  @Test
  void networkInNetworkOfTheOldFormat() {
    String net =
        """
        name: "nin"
        input: "data" input_dim: 1 input_dim: 3 input_dim: 10 input_dim: 10
        layers { name: "conv1" type: CONVOLUTION bottom: "data" top: "conv1"
          blobs_lr: 1 blobs_lr: 2 weight_decay: 1 weight_decay: 0
          convolution_param { num_output: 6 pad: 2 kernel_size: 5 weight_filler { type: "gaussian"
          std: 0.05 } bias_filler { type: "constant" } } }
        layers { name: "relu1" type: RELU bottom: "conv1" top: "conv1" }
        layers { name: "cccp1" type: CONVOLUTION bottom: "conv1" top: "cccp1"
          convolution_param { num_output: 4 group: 1 kernel_size: 1 } }
        layers { name: "relu_cccp1" type: RELU bottom: "cccp1" top: "cccp1" }
        layers { name: "norm" type: LRN bottom: "cccp1" top: "norm" lrn_param { local_size: 3 } }
        layers { name: "pool3" type: POOLING bottom: "norm" top: "pool3"
          pooling_param { pool: AVE kernel_size: 10 stride: 1 } }
        layers { name: "ip" type: INNER_PRODUCT bottom: "pool3" top: "ip"
          inner_product_param { num_output: 3 } }
        """;
    assertThat(CaffeSemanticsTest.check(net, image(3, 10, 10), false))
        .isEqualTo(
            """
              mlpconv 5x5 [conv1: 6, cccp1: 4] pad 2
              norm: lrn 3 alpha 1
              pool3: gap
              ip: fc 3 act linear
            """);
  }
}

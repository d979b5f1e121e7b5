package dev.ninc.compiler.interchange.caffe;

import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.blob;
import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.oldBlob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Severity;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.runtime.WeightTensor;
import org.junit.jupiter.api.Test;

class CaffeImportTest {

  private static final String INPUT =
      "layer { name: \"data\" type: \"Input\" top: \"data\""
          + " input_param { shape { dim: 1 dim: 2 dim: 8 dim: 8 } } }\n";

  private static String layer(String name, String type, String bottom, String more) {
    return "layer { name: \"%s\" type: \"%s\" bottom: \"%s\" top: \"%s\" %s }\n"
        .formatted(name, type, bottom, name, more);
  }

  private static String conv(String name, String bottom, String more) {
    return layer(name, "Convolution", bottom, "convolution_param { " + more + " }");
  }

  private static String relu(String blob) {
    return "layer { name: \"relu_%s\" type: \"ReLU\" bottom: \"%s\" top: \"%s\" }\n"
        .formatted(blob, blob, blob);
  }

  @Test
  void aFireModuleBecomesAConcatOfBranches() {
    String net =
        INPUT
            + conv("conv1", "data", "num_output: 4 kernel_size: 3 stride: 2")
            + relu("conv1")
            + layer("pool1", "Pooling", "conv1", "pooling_param { kernel_size: 2 stride: 2 }")
            + conv("fire/squeeze1x1", "pool1", "num_output: 2 kernel_size: 1")
            + relu("fire/squeeze1x1")
            + conv("fire/e1", "fire/squeeze1x1", "num_output: 3 kernel_size: 1")
            + relu("fire/e1")
            + conv("fire/e3", "fire/squeeze1x1", "num_output: 5 kernel_size: 3 pad: 1")
            + relu("fire/e3")
            + "layer { name: \"fire/concat\" type: \"Concat\" bottom: \"fire/e1\" bottom: \"fire/e3\""
            + " top: \"fire/concat\" }\n"
            + layer(
                "pool", "Pooling", "fire/concat", "pooling_param { pool: AVE global_pooling: 1 }")
            + layer("prob", "Softmax", "pool", "");
    CaffeModelFile weights =
        new CaffeModelFile()
            .layer("conv1", blob(4, 2, 3, 3), blob(4))
            .layer("fire/squeeze1x1", blob(2, 4, 1, 1), blob(2))
            .layer("fire/e1", blob(3, 2, 1, 1), blob(3))
            .layer("fire/e3", blob(5, 2, 3, 3), blob(5));

    Importing imported = Importing.of(net, weights);

    assertThat(imported.layers())
        .isEqualTo(
            """
            network Net {
              input 2x8x8

              conv1: conv 3x3 4 stride 2
              pool1: maxpool 2x2 stride 2
              "fire/squeeze1x1": cccp 2
              "fire/concat": concat {
                "fire/e1": cccp 3
              } {
                "fire/e3": conv 3x3 5 pad 1
              }
              pool: gap
              prob: softmax
            }
            """);
    assertThat(imported.found()).isEmpty();
    assertThat(imported.result().orElseThrow().weights())
        .extracting(WeightTensor::name)
        .startsWith("conv1.weight", "conv1.bias", "fire/squeeze1x1.weight")
        .hasSize(8);
  }

  @Test
  void aResidualBlockHasTheIdentityAsABranch() {
    String net =
        INPUT
            + conv("a", "data", "num_output: 2 kernel_size: 3 pad: 1 bias_term: false")
            + relu("a")
            + "layer { name: \"split\" type: \"Split\" bottom: \"a\" top: \"a1\" top: \"a2\" }\n"
            + conv("b", "a1", "num_output: 2 kernel_size: 3 pad: 1")
            + "layer { name: \"sum\" type: \"Eltwise\" bottom: \"b\" bottom: \"a2\" top: \"sum\" }\n"
            + layer("late", "ReLU", "sum", "");
    CaffeModelFile weights =
        new CaffeModelFile().layer("a", blob(2, 2, 3, 3)).layer("b", blob(2, 2, 3, 3), blob(2));
    assertThat(Importing.of(net, weights).layers())
        .isEqualTo(
            """
            network Net {
              input 2x8x8

              a: conv 3x3 2 pad 1 nobias
              sum: add {
                b: conv 3x3 2 pad 1 act linear
              } { identity }
              late: relu
            }
            """);
  }

  /** Where a normalization follows, a ReLU that nobody wrote would bring a warning. */
  @Test
  void aReluInFrontOfANormalizationIsSaid() {
    String net =
        INPUT
            + conv("conv1", "data", "num_output: 3 kernel_size: 3")
            + relu("conv1")
            + layer("bn", "BatchNorm", "conv1", "")
            + conv("conv2", "bn", "num_output: 3 kernel_size: 1")
            + relu("conv2")
            + layer("tanh", "TanH", "conv2", "");
    CaffeModelFile weights =
        new CaffeModelFile()
            .layer("conv1", blob(3, 2, 3, 3), blob(3))
            .layer("bn", blob(3), blob(3), blob(1))
            .layer("conv2", blob(3, 3, 1, 1), blob(3));

    assertThat(Importing.of(net, weights).layers())
        .contains("conv 3x3 3 act relu\n", "batchnorm\n", "cccp 3 act relu\n", "tanh\n");
  }

  @Test
  void optionsAreKept() {
    String net =
        INPUT
            + conv("g", "data", "num_output: 4 kernel_h: 3 kernel_w: 1 pad_h: 1 group: 2")
            + layer("leak", "ReLU", "g", "relu_param { negative_slope: 0.1 }")
            + conv("d", "leak", "num_output: 2 kernel_size: 3 dilation: 2 pad: 2")
            + layer("t", "TanH", "d", "")
            + conv("two", "t", "num_output: 2 kernel_size: [1, 2] stride: 1 stride: 2")
            + layer("s", "Sigmoid", "two", "")
            + layer("p", "Pooling", "s", "pooling_param { kernel_size: 3 round_mode: FLOOR }")
            + layer(
                "q", "Pooling", "p", "pooling_param { pool: AVE kernel_size: 3 pad: 1 stride: 2 }");
    CaffeModelFile weights =
        new CaffeModelFile()
            .layer("g", blob(4, 1, 3, 1), blob(4))
            .layer("d", blob(2, 4, 3, 3), blob(2))
            .layer("two", blob(2, 2, 1, 2), blob(2));
    assertThat(Importing.of(net, weights).layers())
        .isEqualTo(
            """
            network Net {
              input 2x8x8

              g: conv 3x1 4 pad [1, 0, 1, 0] group 2 act leaky(0.1)
              d: conv 3x3 2 pad 2 dilate 2 act tanh
              two: conv 1x2 2 stride 1x2 act sigmoid
              p: maxpool 3x3 floor
              q: avgpool 3x3 stride 2 pad 1
            }
            """);
  }

  @Test
  void mlpconvIsRecoveredOnlyWhereItIsOne() {
    String net =
        INPUT
            + conv("a", "data", "num_output: 2 kernel_size: 3 pad: 1")
            + relu("a")
            + conv("b", "a", "num_output: 2 kernel_size: 1")
            + conv("c", "b", "num_output: 2 kernel_size: 3 pad: 1")
            + relu("c")
            + conv("d", "c", "num_output: 2 kernel_size: 1")
            + relu("d")
            + conv("e", "d", "num_output: 2 kernel_size: 1 stride: 2")
            + relu("e")
            + conv("f", "e", "num_output: 2 kernel_size: 3 pad: 1 group: 2")
            + relu("f")
            + conv("g", "f", "num_output: 2 kernel_size: 1")
            + relu("g");
    CaffeModelFile weights = new CaffeModelFile();
    for (String name : new String[] {"a", "c"}) {
      weights.layer(name, blob(2, 2, 3, 3), blob(2));
    }
    for (String name : new String[] {"b", "d", "e", "g"}) {
      weights.layer(name, blob(2, 2, 1, 1), blob(2));
    }
    weights.layer("f", blob(2, 1, 3, 3), blob(2));
    assertThat(Importing.of(net, weights).layers())
        .isEqualTo(
            """
            network Net {
              input 2x8x8

              a: conv 3x3 2 pad 1
              b: cccp 2 act linear

              mlpconv 3x3 [c: 2, d: 2] pad 1
              e: conv 1x1 2 stride 2
              f: depthwise 3x3 pad 1
              g: cccp 2
            }
            """);
  }

  @Test
  void anOldDefinitionWithConnectedLayersAndACropIsImported() {
    String net =
        """
        # comment
        name: 'old'
        layers {
          name: "data" type: IMAGE_DATA top: "data" top: "label"
          image_data_param < source: "a" "b" batch_size: 2 >
          transform_param { crop_size: 4, scale: 0.5; mean_value: 104 mean_value: 117 }
        }
        layers { name: "conv1" type: CONVOLUTION bottom: "data" top: "c"
          convolution_param { num_output: 2 kernel_size: 1 } }
        layers { name: "flat" type: FLATTEN bottom: "c" top: "f" }
        layers { name: "fc1" type: INNER_PRODUCT bottom: "f" top: "fc1"
          inner_product_param { num_output: 5 weight_filler { type: "xavier" } } }
        layers { name: "relu" type: RELU bottom: "fc1" top: "fc1" }
        layers { name: "drop" type: DROPOUT bottom: "fc1" top: "fc1" }
        layers { name: "fc2" type: INNER_PRODUCT bottom: "fc1" top: "fc2"
          inner_product_param { num_output: 1 bias_term: false } exclude { phase: TRAIN } }
        layers { name: "aside" type: TANH bottom: "c" top: "aside" include { stage: "x" } }
        layers { name: "loss" type: EUCLIDEAN_LOSS bottom: "fc2" bottom: "label" }
        """;
    CaffeModelFile weights =
        new CaffeModelFile()
            .oldLayer("conv1", oldBlob(2, 3, 1, 1), oldBlob(1, 1, 1, 2))
            .oldLayer("fc1", oldBlob(1, 1, 5, 32), oldBlob(1, 1, 1, 5))
            .oldLayer("fc2", oldBlob(1, 1, 1, 5))
            .oldLayer("gone", oldBlob(1, 1, 1, 1));
    Importing imported = Importing.of(net, weights);
    assertThat(imported.result().orElseThrow(() -> new AssertionError(imported.reports())).nin())
        .isEqualTo(
            """
            /// Imported from Caffe's net.prototxt, where it is called `old`.
            // Caffe subtracted from the input: 104, 117.
            // Caffe multiplied the input by 0.5.
            // Left out, as training alone needs it: loss (EuclideanLoss).
            network Net {
              input 3x4x4

              conv1: cccp 2 act linear
              fc1: fc 5 act relu
              drop: dropout 0.5
              fc2: fc 1 nobias act linear
            }
            """);
    WeightTensor fc1 = imported.result().get().weights().get(2);
    assertThat(fc1.dims()).containsExactly(5, 32);
    assertThat(fc1.values()).startsWith(1, 2, 3).endsWith(160);
    assertThat(imported.reports())
        .containsExactly(
            "NIN0509: net.caffemodel holds weights of layers that the imported network does not"
                + " have: `gone`.");
  }

  @Test
  void inputsOfNetsAreRead() {
    String body = conv("a", "data", "num_output: 1 kernel_size: 1");
    CaffeModelFile weights = new CaffeModelFile().layer("a", blob(1, 2, 1, 1), blob(1));
    for (String input :
        new String[] {
          "input: \"data\" input_dim: 1 input_dim: 2 input_dim: 5 input_dim: 6\n",
          "input: \"data\" input_shape { dim: [1, 2, 5, 6] }\n"
        }) {
      assertThat(Importing.of(input + body, weights).layers()).contains("input 2x5x6");
      assertThat(Importing.of(input + body, weights, new Maps(2, 9, 9)).layers())
          .contains("input 2x9x9");
    }
  }

  @Test
  void strangeNamesAreQuoted() {
    String net = INPUT + conv("x", "data", "num_output: 1 kernel_size: 1");
    net += conv("a \\\"b\\\\", "x", "num_output: 1 kernel_size: 1");
    CaffeModelFile weights =
        new CaffeModelFile()
            .layer("x", blob(1, 2, 1, 1), blob(1))
            .layer("a \"b\\", blob(1, 1, 1, 1), blob(1));
    assertThat(Importing.of(net, weights).layers())
        .contains("\"x\": cccp 1", "\"a \\\"b\\\\\": cccp 1");
  }

  @Test
  void whatDoesNotLeadToTheOutputIsLeftOutWithAWarning() {
    String net =
        INPUT
            + conv("aux", "data", "num_output: 1 kernel_size: 1")
            + conv("main", "data", "num_output: 1 kernel_size: 1")
            + "layer { name: \"loss1\" type: \"SoftmaxWithLoss\" bottom: \"aux\" bottom: \"data\" }"
            + "layer { name: \"loss2\" type: \"SoftmaxWithLoss\" bottom: \"main\" bottom: \"data\" }";
    CaffeModelFile weights = new CaffeModelFile().layer("main", blob(1, 2, 1, 1), blob(1));
    Importing imported = Importing.of(net, weights);
    assertThat(imported.layers()).endsWith("main: cccp 1 act linear\n  softmax\n}\n");
    assertThat(imported.found()).hasSize(1);
    assertThat(imported.found().get(0).severity()).isEqualTo(Severity.WARNING);
  }
}

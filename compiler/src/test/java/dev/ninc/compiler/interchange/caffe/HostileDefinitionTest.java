package dev.ninc.compiler.interchange.caffe;

import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.blob;
import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.testing.FileCampaign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions that are refused by name, cut off anywhere, or much too large. */
class HostileDefinitionTest {

  private static final String INPUT =
      "layer { name: \"data\" type: \"Input\" top: \"data\""
          + " input_param { shape { dim: 1 dim: 2 dim: 8 dim: 8 } } }\n";

  private static final byte[] WEIGHTS = new CaffeModelFile().layer("a", blob(1)).bytes();

  private static List<String> reports(String lines) {
    Importing imported = Importing.of(INPUT + lines, WEIGHTS);
    assertThat(imported.result()).isEmpty();
    assertThat(imported.found()).allMatch(d -> d.hint().isPresent() || d.primary().isEmpty());
    return imported.reports();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PReLU | prelu_param { }",
        "ELU | elu_param { alpha: 1 }",
        "Power | power_param { power: 2 }",
        "AbsVal |",
        "Deconvolution | convolution_param { num_output: 2 kernel_size: 2 }",
        "Slice |",
        "ArgMax |",
        "MVN |",
        "Python | python_param { module: \"os\" }",
        "\u001b[31m | ",
      })
  void typesThatCannotBeImported(String type, String parameters) {
    String layer =
        "layer { name: \"odd\" type: \"%s\" bottom: \"data\" top: \"odd\" %s }"
            .formatted(type, parameters == null ? "" : parameters);
    assertThat(reports(layer))
        .containsExactly(
            "NIN0503 line 2: A layer of type `"
                + type.replace('\u001b', '?')
                + "` cannot be imported. [`odd`]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LRN | lrn_param { norm_region: WITHIN_CHANNEL } | within a channel",
        "LRN | lrn_param { local_size: 4 } | an odd number in `odd`",
        "LRN | lrn_param { alpha: -1 } | a number from 0 on",
        "LRN | lrn_param { k: 0 } | a number above 0",
        "LRN | lrn_param { alpha: 1e30 } | not huge",
        "BatchNorm | batch_norm_param { use_global_stats: false } | the images that are running",
        "BatchNorm | batch_norm_param { eps: -1 } | a number from 0 on",
        "BatchNorm | batch_norm_param { scale_bias: true } | `scale_bias` cannot be imported",
        "Scale | scale_param { axis: 0 } | for each channel",
        "Scale | scale_param { num_axes: -1 } | for each channel",
        "Reshape | reshape_param { shape { dim: -2 dim: 1 } } | an integer from -1",
        "Reshape | reshape_param { } | the dimensions of images",
        "Pooling | pooling_param { global_pooling: true kernel_size: 3 } | takes the whole image",
        "Pooling | pooling_param { global_pooling: true pad: 1 } | an integer from 0 to 0",
        "Pooling | pooling_param { kernel_size: 2147483648 } | an integer from 1",
        "Pooling | pooling_param { kernel_size: -1 } | an integer from 1",
        "Convolution | convolution_param { num_output: 9223372036854775807 kernel_size: 1 }"
            + " | an integer from 1",
        "Convolution | convolution_param { num_output: 2 kernel_size: 1 axis: 2 } | the axis 1",
        "DepthwiseConvolution | convolution_param { num_output: 4 kernel_size: 1 group: 2 }"
            + " | as many groups as outputs",
        "ReLU | relu_param { negative_slope: -0.1 } | from 0 to 1",
        "Softmax | softmax_param { axis: 2 } | the axis 1"
      })
  void optionsThatCannotBeImported(String type, String parameters, String expected) {
    String layer =
        "layer { name: \"odd\" type: \"%s\" bottom: \"data\" top: \"odd\" %s }"
            .formatted(type, parameters);
    assertThat(reports(layer)).isNotEmpty().allMatch(report -> report.contains(expected));
  }

  @Test
  void joinsThatCannotBeImported() {
    for (String operation : List.of("operation: PROD", "operation: MAX", "coeff: 1 coeff: -1")) {
      String layer =
          "layer { name: \"e\" type: \"Eltwise\" bottom: \"data\" bottom: \"data\" top: \"e\""
              + " eltwise_param { "
              + operation
              + " } }";
      assertThat(reports(layer)).singleElement().asString().startsWith("NIN0503 line 2");
    }
    assertThat(
            reports(
                "layer { name: \"e\" type: \"Eltwise\" bottom: \"data\" top: \"e\" }\n"
                    + "layer { name: \"c\" type: \"Concat\" top: \"c\" }"))
        .allMatch(report -> report.contains("another number of bottoms and tops"))
        .hasSize(2);
  }

  @Test
  void theOldestFormatIsNamed() {
    String net =
        """
        layers { layer { name: "c" type: "conv" num_output: 2 } bottom: "data" top: "c" }
        layers { layer { name: "d" type: "relu" } bottom: "c" top: "d" }
        """;
    assertThat(reports(net))
        .containsExactly(
            "NIN0503 line 2: The definition has Caffe's oldest format (V0), which cannot be"
                + " imported. [a layer in a layer]");
    Diagnostic found = Importing.of(net, WEIGHTS).found().get(0);
    assertThat(found.hint().orElseThrow()).contains("upgrade_net_proto_text");
    byte[] binary =
        message(out -> out.writeByteArray(2, message(in -> in.writeByteArray(1, new byte[0]))));
    assertThat(Importing.of(INPUT, binary).found().get(0).message())
        .contains("(V0)", "upgrade_net_proto_binary");
  }

  @Test
  void sharedWeightsAreNamed() {
    String conv =
        "layer { name: \"%s\" type: \"Convolution\" bottom: \"data\" top: \"%s\" %s"
            + " convolution_param { num_output: 2 kernel_size: 1 } }\n";
    String own = "param { name: \"%s\" lr_mult: 1 } param { name: \"%s\" }";
    assertThat(
            reports(
                conv.formatted("a", "a", own.formatted("w", "b"))
                    + conv.formatted("b", "b", own.formatted("w", "c"))))
        .containsExactly(
            "NIN0503 line 3: The layers `a` and `b` share the weights `w`. [used again]");
    String old = "layers { name: \"%s\" type: TANH bottom: \"data\" top: \"%s\" param: \"w\" }\n";
    assertThat(reports(old.formatted("a", "a") + old.formatted("b", "b")))
        .anyMatch(report -> report.contains("share the weights `w`"));
  }

  @Test
  void aBlobIsMadeOnce() {
    String net =
        """
        layer { name: "a" type: "TanH" bottom: "data" top: "one" }
        layer { name: "b" type: "TanH" bottom: "data" top: "one" }
        layer { name: "c" type: "Split" bottom: "data" top: "two" top: "two" }
        """;
    assertThat(reports(net))
        .containsExactly(
            "NIN0504 line 3: Two layers make the blob `one`. [made again]",
            "NIN0504 line 4: Two layers make the blob `two`. [made again]");
  }

  @Test
  void aLayerHasNoNameOfAWeight() {
    String net =
        """
        layer { name: "a" type: "Convolution" bottom: "data" top: "a"
          convolution_param { num_output: 1 kernel_size: 1 } }
        layer { name: "a.weight" type: "TanH" bottom: "a" top: "t" }
        """;
    CaffeModelFile weights = new CaffeModelFile().layer("a", blob(1, 2, 1, 1), blob(1));
    assertThat(Importing.of(INPUT + net, weights).reports())
        .containsExactly(
            "NIN0510 line 4: The layer `a.weight` has the name of another layer's weights."
                + " [not possible in a .nin file]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../../etc/passwd | \"../../etc/passwd\"",
        "C:x |",
        "a b | \"a b\"",
        "*/ System.exit(1); /* | \"*/ System.exit(1); /*\"",
        "日本 | \"日本\"",
        "\\\\u0022 | \"\\\\u0022\"",
        "a\u0000b |",
        "a\u202eb |",
        "a\\nb |",
        "concat | concat",
        "a.b | \"a.b\""
      })
  void namesAreKeptOrRefused(String name, String expected) {
    String net =
        "layer { name: \"%s\" type: \"TanH\" bottom: \"data\" top: \"t\" }".formatted(name)
            + """

            layer { name: "a" type: "Convolution" bottom: "t" top: "a"
              convolution_param { num_output: 1 kernel_size: 1 } }
            """;
    CaffeModelFile weights = new CaffeModelFile().layer("a", blob(1, 2, 1, 1), blob(1));
    Importing imported = Importing.of(INPUT + net, weights);
    if (expected == null) {
      assertThat(imported.result()).isEmpty();
      assertThat(imported.reports()).singleElement().asString().matches("NIN05(01|10) line 2.*");
    } else {
      assertThat(imported.layers()).contains("  " + expected + ": tanh\n");
    }
  }

  @Test
  void windowsThatAreEmptyInCaffeAreRefused() {
    String pool =
        "layer { name: \"p\" type: \"Pooling\" bottom: \"data\" top: \"p\""
            + " pooling_param { kernel_size: 1 stride: 5 } }";
    assertThat(reports(pool)).anyMatch(report -> report.contains("Caffe's is empty"));
  }

  @Test
  void aTextThatIsCutOffIsAnsweredAnywhere() {
    String net =
        INPUT
            + """
            layer { name: "a" type: "Convolution" bottom: "data" top: "a" # it's "first"
              convolution_param { num_output: 1 kernel_size: [1, 1] } include { phase: TEST } }
            layer < name: "b" type: 'LRN' bottom: "a" top: "b" >;
            """;
    for (int length = 0; length < net.length(); length++) {
      Importing imported = Importing.of(net.substring(0, length), WEIGHTS);
      assertThat(imported.result()).isEmpty();
      assertThat(imported.found()).isNotEmpty();
    }
  }

  static Stream<Arguments> large() {
    String relu = "layer { name: \"r\" type: \"ReLU\" bottom: \"data\" top: \"data\" } ";
    return Stream.of(
        Arguments.of("", "a: 1 "),
        Arguments.of("", "layer { } "),
        Arguments.of("", "layers { layer { } } "),
        Arguments.of("", relu),
        Arguments.of("", "input: \"a\" "),
        Arguments.of("", "{"),
        Arguments.of("", "# a comment\n"),
        Arguments.of("a: ", "'b' "),
        Arguments.of("a: [", "1,"),
        Arguments.of("name: \"", "x"),
        Arguments.of("layer { name: \"", "é"),
        Arguments.of("layer { name: \"c\" type: \"Concat\" top: \"c\" ", "bottom: \"data\" "),
        Arguments.of("layer { name: \"c\" type: \"Split\" bottom: \"data\" ", "top: \"data\" "),
        Arguments.of("layer { name: \"c\" type: \"ReLU\" ", "include { stage: \"a\" } "),
        Arguments.of("layer { name: \"c\" type: \"ReLU\" ", "param { name: \"w\" } "),
        Arguments.of("layer { name: \"c\" type: \"ReLU\" ", "relu_param { } "),
        Arguments.of(
            "layer { name: \"d\" type: \"Data\" top: \"d\" transform_param { ", "mean_value: 1 "),
        Arguments.of("layer { name: \"d\" type: \"Input\" input_param { shape { ", "dim: 1 "));
  }

  /** A megabyte of each: an answer within seconds, and within a multiple of its size in memory. */
  @ParameterizedTest
  @MethodSource("large")
  void largeTexts(String head, String part) {
    String text = INPUT + head + part.repeat((1 << 20) / part.length());
    String closed = text + (head.contains("{") ? "} ".repeat(3) : "");
    List<Importing> imported = new ArrayList<>();
    long start = System.nanoTime();
    for (String each : List.of(text, closed)) {
      long memory = FileCampaign.allocated(() -> imported.add(Importing.unchecked(each, WEIGHTS)));
      assertThat(memory).as("bytes for a text of a megabyte").isLessThan(200L << 20);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(imported).allMatch(each -> !each.found().isEmpty());
  }
}

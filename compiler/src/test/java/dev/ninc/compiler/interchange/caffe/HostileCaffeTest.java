package dev.ninc.compiler.interchange.caffe;

import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.blob;
import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.message;
import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.oldBlob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.WireFormat;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.WeightsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that are damaged, wrong or meant to do harm: always a diagnostic, never an exception. */
class HostileCaffeTest {

  private static final String NET =
      """
      name: "net"
      layer { name: "data" type: "Input" top: "data"
        input_param { shape { dim: 1 dim: 2 dim: 8 dim: 8 } } }
      layer { name: "a" type: "Convolution" bottom: "data" top: "a"
        convolution_param { num_output: 3 kernel_size: 3 pad: 1 } }
      layer { name: "r" type: "ReLU" bottom: "a" top: "a" }
      layer { name: "b" type: "Convolution" bottom: "a" top: "b"
        convolution_param { num_output: 2 kernel_size: 1 } }
      layer { name: "s" type: "ReLU" bottom: "b" top: "b" }
      layer { name: "j" type: "Concat" bottom: "a" bottom: "b" top: "j" }
      layer { name: "p" type: "Pooling" bottom: "j" top: "p" pooling_param { kernel_size: 3 } }
      """;

  private static byte[] weights() {
    return new CaffeModelFile()
        .layer("a", blob(3, 2, 3, 3), blob(3))
        .oldLayer("b", oldBlob(2, 3, 1, 1), oldBlob(1, 1, 1, 2))
        .bytes();
  }

  private static Importing text(String prototxt) {
    return Importing.of(prototxt, weights());
  }

  @Test
  void theFilesThatTheOthersVaryAreRight() {
    Importing imported = text(NET);
    assertThat(imported.found()).isEmpty();
    assertThat(imported.layers()).contains("j: concat { identity } {\n    b: cccp 2\n  }\n");
  }

  @Test
  void allThatCannotBeImportedIsReportedAtOnce() {
    Importing imported =
        text(
            NET
                + """
                layer { name: "n" type: "PReLU" bottom: "p" top: "n" }
                layer { name: "c" type: "Convolution" bottom: "n" top: "c"
                  convolution_param { num_output: 0 kernel: 3 } }
                layer { name: "e" type: "Eltwise" bottom: "c" bottom: "c" top: "e"
                  eltwise_param { operation: MAX coeff: -1 } }
                layer { name: "d" type: "Dropout" bottom: "e" top: "e"
                  dropout_param { dropout_ratio: 1.5 } }
                layer { name: "q" type: "Pooling" bottom: "e" top: "q"
                  pooling_param { pool: STOCHASTIC kernel_size: 2 pad: 2 } }
                layer { name: "q" type: "Softmax" bottom: "nowhere" top: "q2" surprise: 1 }
                """);
    assertThat(imported.result()).isEmpty();
    assertThat(imported.reports().stream().map(r -> r.substring(0, 15)))
        .containsExactlyInAnyOrder(
            "NIN0503 line 12", // PReLU
            "NIN0502 line 14", // num_output
            "NIN0503 line 14", // kernel
            "NIN0502 line 14", // no kernel_size
            "NIN0503 line 16", // MAX
            "NIN0503 line 16", // coeff
            "NIN0502 line 18", // ratio
            "NIN0503 line 20", // STOCHASTIC
            "NIN0502 line 20", // pad
            "NIN0503 line 21", // surprise
            "NIN0504 line 21", // twice q
            "NIN0504 line 21"); // nowhere
  }

  @Test
  void wrongTextIsReportedWhereItIs() {
    for (String text :
        List.of(
            "",
            "layer",
            "layer {",
            "layer }",
            "layer : 5",
            "layer { name: }",
            "layer { name \"a\" }",
            "layer { name: \"a }",
            "layer { name: \"\\n\" type: \"ReLU\" }",
            "layer { name: \"a\u202e\" type: \"ReLU\" }",
            "layer { type: \"ReLU\" }",
            "layer { name: { } type: \"ReLU\" }",
            "layer < name: \"a\" }",
            "layers: [1, 2",
            "[a.b] { }",
            "ä: 1",
            "\uD83D\uDE00",
            "\uD83D",
            "a: 1 }",
            "unknown: 5",
            "layer { ".repeat(100_000))) {
      Importing imported = text(text);
      assertThat(imported.result()).isEmpty();
      assertThat(imported.found()).as(text.length() > 50 ? "deep" : text).isNotEmpty();
      assertThat(imported.found())
          .extracting(Diagnostic::code)
          .isSubsetOf(Code.NIN0501, Code.NIN0502, Code.NIN0503, Code.NIN0504, Code.NIN0510);
    }
  }

  private static String relu(String name, String bottom, String top) {
    return "layer { name: \"%s\" type: \"ReLU\" bottom: \"%s\" top: \"%s\" }\n"
        .formatted(name, bottom, top);
  }

  private static String concat(String name, String one, String other) {
    return "layer { name: \"%s\" type: \"Concat\" bottom: \"%s\" bottom: \"%s\" top: \"%s\" }\n"
        .formatted(name, one, other, name);
  }

  @Test
  void graphsThatTheLanguageCannotSayAreReported() {
    String cycle = relu("u", "w", "v") + relu("t", "v", "w");
    assertThat(text(NET + cycle).reports())
        .containsExactly(
            "NIN0504 line 12: `u` reads `w`, which no layer before it makes. [not made yet]");
    String bridge =
        relu("u", "p", "u") + relu("v", "p", "v") + concat("m", "u", "v") + concat("n", "m", "u");
    assertThat(text(NET + bridge).reports())
        .containsExactly(
            "NIN0504 line 12: The layers are no series of branches that meet again. [in two branches]");
    String second = NET.lines().skip(1).findFirst().orElseThrow().replace("\"data\" t", "\"d2\" t");
    assertThat(text(NET + second + " }").reports().get(0))
        .startsWith("NIN0504 line 12: A network has one");
    StringBuilder deep = new StringBuilder(NET);
    deep.append(relu("u0", "p", "u0"));
    for (int i = 1; i < 50; i++) {
      deep.append(relu("u" + i, "u" + (i - 1), "u" + i));
    }
    String last = "u49";
    for (int i = 48; i >= 0; i--) {
      deep.append(concat("k" + i, "u" + i, last));
      last = "k" + i;
    }
    assertThat(text(deep.toString()).reports().get(0)).contains("more than 32 deep");
  }

  @Test
  void twoThousandLayersAreNotTooMuchAndMoreAreRefused() {
    StringBuilder chain = new StringBuilder(NET);
    for (int i = 0; i < 1_900; i++) {
      chain.append(relu("r" + i, "p", "p"));
    }
    assertThat(text(chain.toString()).result()).isPresent();
    chain.append(chain.substring(NET.length()));
    assertThat(text(chain.toString()).reports().get(0)).startsWith("NIN0502");
  }

  @Test
  void shapesThatDoNotFitAreReported() {
    assertThat(text(NET.replace("kernel_size: 3 } }\n", "kernel_size: 9 } }\n")).reports())
        .containsExactly(
            "NIN0506 line 11: The shapes of `p` do not fit together."
                + " [the window 9x9 is larger than what it slides over, 5x8x8]");
    assertThat(text(NET.replace("kernel_size: 1 }", "kernel_size: 1 stride: 2 }")).reports())
        .containsExactly(
            "NIN0506 line 10: The shapes of `j` do not fit together."
                + " [one input is 3x8x8, another 2x4x4]");
    assertThat(text(NET.replace("dim: 8 dim: 8", "dim: 65536 dim: 65536")).reports().get(0))
        .contains("NIN0506 line 2", "more than fits into an array");
    assertThat(text(NET.replace("kernel_size: 1 }", "kernel_size: 1 group: 2 }")).reports())
        .containsExactly(
            "NIN0506 line 7: The shapes of `b` do not fit together."
                + " [3 channels are no multiple of 2 groups]");
  }

  @Test
  void anImageThatIsTooLargeIsNoReasonToFail() {
    String fc =
        """
        layer { name: "data" type: "Input" top: "data"
          input_param { shape { dim: 1 dim: 65536 dim: 65536 dim: 65536 } } }
        layer { name: "a" type: "InnerProduct" bottom: "data" top: "a"
          inner_product_param { num_output: 1 } }
        """;
    byte[] weights = new CaffeModelFile().layer("a", blob(1, 1), blob(1)).bytes();
    assertThat(Importing.of(fc, weights).reports())
        .containsExactly(
            "NIN0506 line 1: The shapes of `data` do not fit together."
                + " [65536x65536x65536 is more than fits into an array]");
  }

  @Test
  void weightsOfNoNumbersAreNoReasonToFail() {
    byte[] none = message(out -> out.writeByteArray(7, dims(0, Integer.MAX_VALUE, 1, 1)));
    String net =
        """
        layer { name: "data" type: "Data" top: "data" transform_param { crop_size: 8 } }
        layer { name: "a" type: "Convolution" bottom: "data" top: "a"
          convolution_param { num_output: 2 group: 2 kernel_size: 1 } }
        """;
    assertThat(Importing.of(net, new CaffeModelFile().layer("a", none, blob(2))).reports())
        .anyMatch(report -> report.startsWith("NIN0505 line 1"))
        .anyMatch(report -> report.startsWith("NIN0508 line 2"));
  }

  private static byte[] dims(int... dims) {
    return message(
        out -> {
          for (int dim : dims) {
            out.writeInt64(1, dim);
          }
        });
  }

  @Test
  void aNetworkNeedsAName() {
    Diagnostics found = new Diagnostics();
    CaffeImport.Options options =
        new CaffeImport.Options("no name", "net.caffemodel", Optional.empty());
    assertThat(CaffeImport.run(new SourceFile("p", NET), weights(), options, found)).isEmpty();
    assertThat(found.list()).extracting(Diagnostic::code).containsExactly(Code.NIN0510);
  }

  @Test
  void weightsThatDoNotFitAreReportedTogether() {
    byte[] wrong =
        new CaffeModelFile().layer("a", blob(3, 2, 3, 1), blob(2)).layer("c", blob(1)).bytes();
    assertThat(Importing.of(NET, wrong).reports())
        .containsExactly(
            "NIN0509: net.caffemodel holds weights of layers that the imported network does not"
                + " have: `c`.",
            "NIN0508 line 4: The weights of `a` do not fit the definition."
                + " [array 1 is [3, 2, 3, 3]; net.caffemodel has [3, 2, 3, 1]]",
            "NIN0508 line 4: The weights of `a` do not fit the definition."
                + " [array 2 is [3]; net.caffemodel has [2]]",
            "NIN0508 line 7: The weights of `b` do not fit the definition."
                + " [expected 2 arrays; net.caffemodel has none]");
  }

  @Test
  void cutOffWeightsAreNeverTaken() {
    byte[] whole = weights();
    for (int length = 0; length < whole.length; length++) {
      Importing imported = Importing.of(NET, Arrays.copyOf(whole, length));
      assertThat(imported.result()).isEmpty();
      assertThat(imported.found().get(0).code()).isIn(Code.NIN0507, Code.NIN0508);
    }
  }

  private static void refused(byte[] file, String message) {
    assertThatThrownBy(() -> CaffeModelReader.read(file, "w.caffemodel"))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("w.caffemodel: ")
        .hasMessageContaining(message);
  }

  private static byte[] layer(byte[] blob) {
    return new CaffeModelFile().layer("a", blob).bytes();
  }

  @Test
  void wrongWireFormatsAreRefused() {
    refused(new byte[0], "no trained layer");
    refused("PK\u0003\u0004 no caffemodel at all".getBytes(), "no caffemodel");
    refused(message(out -> out.writeUInt64(100, 5)), "another kind of content");
    refused(message(out -> out.writeTag(7, WireFormat.WIRETYPE_END_GROUP)), "no caffemodel");
    refused(
        message(
            out -> {
              for (int i = 0; i < 10_000; i++) {
                out.writeTag(9, WireFormat.WIRETYPE_START_GROUP);
              }
            }),
        "no caffemodel");
    for (int length : new int[] {Integer.MAX_VALUE, -1, 1000}) {
      refused(
          message(
              out -> {
                out.writeTag(100, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.writeUInt32NoTag(length);
              }),
          "no caffemodel");
      refused(
          layer(
              message(
                  out -> {
                    out.writeTag(5, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    out.writeUInt32NoTag(length);
                  })),
          "no caffemodel");
    }
    refused(message(out -> out.writeByteArray(2, message(in -> in.writeString(1, "v0")))), "(V0)");
  }

  @Test
  void wrongArraysAreRefused() {
    refused(layer(message(out -> out.writeByteArray(5, new byte[7]))), "no multiple of 4");
    refused(layer(message(out -> out.writeInt32(1, -5))), "dimension of -5");
    refused(layer(message(out -> out.writeInt64(2, 1L << 40))), "dimension of 1099511627776");
    refused(
        layer(
            message(
                out -> {
                  for (int field = 1; field <= 4; field++) {
                    out.writeInt32(field, Integer.MAX_VALUE);
                  }
                })),
        "but holds 0 numbers");
    refused(layer(message(out -> out.writeByteArray(7, new byte[100]))), "no caffemodel");
    refused(
        layer(
            message(
                out -> out.writeByteArray(7, message(in -> in.writeByteArray(1, new byte[100]))))),
        "more than 16 dimensions");
    refused(layer(message(out -> out.writeDouble(8, 1e300))), "too large for float32");
  }

  @Test
  void doublesAreNarrowed() throws WeightsException {
    byte[] blob =
        message(
            out -> {
              out.writeDouble(8, 0.1);
              out.writeByteArray(7, message(in -> in.writeByteArray(1, new byte[] {1})));
            });
    assertThat(CaffeModelReader.read(layer(blob), "w").get(0).blobs().get(0).values())
        .containsExactly(0.1f);
  }

  @Test
  void mutatedFilesAreImportedOrRefused() {
    Random random = new Random(11);
    byte[] valid = weights();
    int imported = 0;
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] weights = valid.clone();
      StringBuilder text = new StringBuilder(NET);
      if (i % 2 == 0) {
        weights[random.nextInt(weights.length)] = (byte) random.nextInt(256);
        weights[random.nextInt(30)] ^= (byte) (1 << random.nextInt(8));
      } else {
        int from = random.nextInt(text.length() - 20);
        int at = random.nextInt(text.length() - 20);
        String copied = text.substring(from, from + 1 + random.nextInt(19));
        text.replace(at, at + random.nextInt(15), copied);
      }
      Importing result = Importing.of(text.toString(), weights);
      imported += result.result().isPresent() ? 1 : 0;
      refused += result.result().isPresent() ? 0 : 1;
      assertThat(result.result().isPresent() || !result.found().isEmpty()).isTrue();
    }
    assertThat(imported).isGreaterThan(50);
    assertThat(refused).isGreaterThan(1_000);
  }
}

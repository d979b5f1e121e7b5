package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.testing.Harness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxOutlineTest {

  private static final int FEW = 400;
  private static final int MANY = 50_000;

  private static final byte[] FILE =
      OnnxExport.write(
          Harness.check(
              "network N { input 2x5x5 conv 3x3 3 act relu maxpool 2x2 dropout 0.5 softmax }",
              Options.DEFAULT),
          p -> SeededWeights.of(p, 7));

  @Test
  void whatTheModelComputes() throws IOException {
    OnnxOutline model = OnnxOutline.read(FILE, "it.onnx");
    assertThat(model.producer()).isEqualTo("ninc");
    assertThat(model.outputs()).containsExactly("softmax1");
    assertThat(model.constants())
        .containsExactlyInAnyOrder("conv1.weight", "conv1.bias", "dropout1:rate");
    assertThat(model.operations().stream().map(o -> o.type() + o.in() + o.out()))
        .containsExactly(
            "Conv[input, conv1.weight, conv1.bias][conv1:conv]",
            "Relu[conv1:conv][conv1]",
            "MaxPool[conv1][maxpool1]",
            "Constant[][dropout1:rate]",
            "Dropout[maxpool1, dropout1:rate][dropout1]",
            "Softmax[dropout1][softmax1]");
  }

  @Test
  void moreResultsFollowThoseThatAreThere() throws IOException {
    byte[] more =
        OnnxOutline.read(FILE, "it.onnx")
            .handingOut(List.of("conv1", "softmax1", "conv1", "maxpool1"));
    assertThat(Arrays.copyOf(more, FILE.length)).isEqualTo(FILE);
    OnnxOutline model = OnnxOutline.read(more, "it.onnx");
    assertThat(model.outputs()).containsExactly("softmax1", "conv1", "maxpool1");
    assertThat(model.operations()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a model", ":\u0005", "\u0008\u0007", "{", "\u0000"})
  void whatIsNoModelIsRefused(String text) {
    assertThatThrownBy(() -> OnnxOutline.read(text.getBytes(StandardCharsets.UTF_8), "it.onnx"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("`it.onnx` (is no ONNX model, or|cannot be read: ).*[.]");
  }

  @Test
  void moreNamesThanAnyNetworkHasAreRefused() {
    Message graph = new Message();
    Message node = new Message().texts(1, Collections.nCopies(200_001, ""));
    byte[] file = new Message().message(7, graph.message(1, node)).toBytes();
    assertThatThrownBy(() -> OnnxOutline.read(file, "it.onnx"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "`it.onnx` cannot be read: there are more values of a node than any network has.");
  }

  @Test
  void damagedFiles() {
    damaged(FEW);
  }

  @Test
  @Tag("campaign")
  void manyDamagedFiles() {
    damaged(MANY);
  }

  private static void damaged(int count) {
    FileCampaign campaign =
        new FileCampaign("OnnxOutlineTest#damagedFiles", IOException.class, 64, 1 << 16);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            random -> new FileMutator(random).edited(FILE),
            file -> OnnxOutline.read(file, "it.onnx"),
            model -> assertThat(model.operations()).isNotEmpty());
    assertThat(outcome.read()).isGreaterThan(count / 20);
    assertThat(outcome.refused()).isGreaterThan(count / 10);
  }
}

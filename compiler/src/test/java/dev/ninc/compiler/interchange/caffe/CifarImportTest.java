package dev.ninc.compiler.interchange.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.testing.RealData;
import dev.ninc.runtime.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The published network with its published weights. */
class CifarImportTest {

  private final Diagnostics found = new Diagnostics();

  private Optional<Imported> run(Optional<Maps> input) throws IOException {
    Path prototxt = RealData.file("nin-cifar10/train_val.prototxt");
    Path weights = RealData.file("nin-cifar10/cifar10_nin.caffemodel");
    return CaffeImport.run(
        new SourceFile("some/folder/train_val.prototxt", Files.readString(prototxt)),
        Files.readAllBytes(weights),
        new CaffeImport.Options("Cifar10", "cifar10_nin.caffemodel", input),
        found);
  }

  @Test
  void theTextReadsLikeTheTableInThePaper() throws IOException {
    Imported imported = run(Optional.of(new Maps(3, 32, 32))).orElseThrow();
    assertThat(found.list()).isEmpty();
    Importing.mustCompile(imported);
    assertThat(imported.nin())
        .isEqualTo(
            """
            /// Imported from Caffe's train_val.prototxt, where it is called `CIFAR10_full`.
            // Left out, as training alone needs it: accuracy (Accuracy), loss (SoftmaxWithLoss).
            // The softmax at the end stands for the loss `loss`.
            network Cifar10 {
              input 3x32x32

              mlpconv 5x5 [conv1: 192, cccp1: 160, cccp2: 96] pad 2
              pool1: maxpool 3x3 stride 2
              drop3: dropout 0.5

              mlpconv 5x5 [conv2: 192, cccp3: 192, cccp4: 192] pad 2
              pool2: avgpool 3x3 stride 2
              drop6: dropout 0.5

              mlpconv 3x3 [conv3: 192, cccp5: 192, cccp6: 10] pad 1
              pool3: gap
              softmax
            }
            """);
  }

  @Test
  void allWeightsAreThere() throws IOException {
    List<WeightTensor> weights = run(Optional.of(new Maps(3, 32, 32))).orElseThrow().weights();
    assertThat(weights.stream().mapToInt(w -> w.values().length).sum()).isEqualTo(966_986);
    assertThat(weights).hasSize(18);
    assertThat(weights.get(0).name()).isEqualTo("conv1.weight");
    assertThat(weights.get(0).dims()).containsExactly(192, 3, 5, 5);
    assertThat(weights.get(17).name()).isEqualTo("cccp6.bias");
    assertThat(weights.get(17).dims()).containsExactly(10);
  }

  @Test
  void withoutTheSizeOfTheImagesTheRemedyIsNamed() throws IOException {
    assertThat(run(Optional.empty())).isEmpty();
    assertThat(found.list()).hasSize(1);
    assertThat(found.list().get(0).code()).isEqualTo(Code.NIN0505);
    assertThat(found.list().get(0).hint().orElseThrow()).contains("`--input 3xHxW`");
    assertThat(found.list().get(0).primary().orElseThrow().span().line()).isEqualTo(14);
  }

  @Test
  void anInputWithOtherChannelsDoesNotFitTheWeights() throws IOException {
    assertThat(run(Optional.of(new Maps(1, 32, 32)))).isEmpty();
    assertThat(found.list()).extracting(d -> d.code()).containsExactly(Code.NIN0505);
  }
}

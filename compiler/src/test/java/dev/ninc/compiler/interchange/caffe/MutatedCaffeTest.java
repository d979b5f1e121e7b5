package dev.ninc.compiler.interchange.caffe;

import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.blob;
import static dev.ninc.compiler.interchange.caffe.CaffeModelFile.oldBlob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.testing.WireTree;
import dev.ninc.compiler.testing.WireTree.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged definitions and damaged weights: imported or refused with diagnostics, never anything
 * else, and never with much memory. Whatever is imported compiles.
 */
class MutatedCaffeTest {

  private static final int FEW = 400;
  private static final int MANY = 50_000;

  private static final String NET =
      """
      name: "net"
      input: "data"
      input_shape { dim: 1 dim: 2 dim: 9 dim: 9 }
      layer { name: "a" type: "Convolution" bottom: "data" top: "a" param { lr_mult: 1 }
        convolution_param { num_output: 3 kernel_size: 3 pad: 1 bias_term: false } }
      layer { name: "n" type: "BatchNorm" bottom: "a" top: "a" batch_norm_param { eps: 1e-5 } }
      layer { name: "g" type: "Scale" bottom: "a" top: "a" scale_param { bias_term: true } }
      layer { name: "r" type: "ReLU" bottom: "a" top: "a" }
      layer { name: "b" type: "Convolution" bottom: "a" top: "b"
        convolution_param { num_output: 2 kernel_size: 1 stride: 1 group: 1 } }
      layer { name: "s" type: "ReLU" bottom: "b" top: "b" relu_param { negative_slope: 0.1 } }
      layer { name: "j" type: "Concat" bottom: "a" bottom: "b" top: "j" }
      layer { name: "p" type: "Pooling" bottom: "j" top: "p"
        pooling_param { pool: AVE kernel_size: 3 stride: 2 } }
      layer { name: "l" type: "LRN" bottom: "p" top: "p" lrn_param { local_size: 3 alpha: 0.1 } }
      layer { name: "w" type: "DepthwiseConvolution" bottom: "p" top: "p"
        convolution_param { num_output: 5 kernel_size: 1 } }
      layer { name: "d" type: "Dropout" bottom: "p" top: "p" dropout_param { dropout_ratio: 0.5 } }
      layer { name: "f" type: "InnerProduct" bottom: "p" top: "f"
        inner_product_param { num_output: 4 transpose: false } }
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "f" top: "loss" include { phase: TEST } }
      """;

  private static CaffeModelFile weights() {
    return new CaffeModelFile()
        .layer("a", blob(3, 2, 3, 3))
        .layer("n", blob(3), blob(3), blob(1))
        .layer("g", blob(3), blob(3))
        .oldLayer("b", oldBlob(2, 3, 1, 1), oldBlob(1, 1, 1, 2))
        .layer("w", blob(5, 1, 1, 1), blob(5))
        .layer("f", blob(4, 80), blob(4));
  }

  /** A run that ended with diagnostics. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private static Imported run(String text, byte[] weights) throws Refused {
    Diagnostics found = new Diagnostics();
    Optional<Imported> imported =
        CaffeImport.run(
            new SourceFile("net.prototxt", text),
            weights,
            new CaffeImport.Options("Net", "net.caffemodel", Optional.empty()),
            found);
    assertThat(imported.isPresent()).isNotEqualTo(found.hasErrors());
    assertThat(found.list())
        .allMatch(
            d ->
                d.message().matches("(?s)([A-Z`]|net.caffemodel).*[.]")
                    && !d.message().contains("\u001b"));
    assertThat(found.list())
        .allMatch(d -> d.hint().isPresent() || d.primary().isEmpty() || !found.hasErrors());
    return imported.orElseThrow(() -> new Refused(found.list().get(0).message()));
  }

  @Test
  void caffemodel() {
    caffemodel(FEW);
  }

  @Test
  @Tag("campaign")
  void manyCaffemodels() {
    caffemodel(MANY);
  }

  private static void caffemodel(int count) {
    byte[] valid = weights().bytes();
    assertThat(Importing.of(NET, valid).found()).isEmpty();
    FileCampaign campaign =
        new FileCampaign("MutatedCaffeTest#caffemodel", Refused.class, 12, 1 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            random -> damagedWeights(valid, random),
            file -> run(NET, file),
            Importing::mustCompile);
    assertBoth(outcome, count);
  }

  /** Which fields of a caffemodel are messages: of the net, a layer V1, a layer, an array. */
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    Schema blob = Schema.of(7, Schema.LEAF);
    return new Schema(Map.of(2, Schema.of(6, blob), 100, Schema.of(7, blob)));
  }

  private static byte[] damagedWeights(byte[] valid, RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    if (random.nextInt(3) == 0) {
      return mutator.edited(valid);
    }
    WireTree tree = WireTree.of(valid, SCHEMA);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      tree.change(random, mutator.extreme());
    }
    byte[] changed = tree.bytes();
    return random.nextInt(4) == 0 ? mutator.edited(changed) : changed;
  }

  @Test
  void prototxt() {
    prototxt(FEW);
  }

  @Test
  @Tag("campaign")
  void manyPrototxts() {
    prototxt(MANY);
  }

  private static void prototxt(int count) {
    byte[] weights = weights().bytes();
    FileCampaign campaign =
        new FileCampaign("MutatedCaffeTest#prototxt", Refused.class, 100, 1 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedCaffeTest::damagedText,
            file -> run(new String(file, StandardCharsets.UTF_8), weights),
            Importing::mustCompile);
    assertBoth(outcome, count);
  }

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[\\w.]+|[{}:]");

  private static byte[] damagedText(RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    byte[] valid = NET.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> mutator.withTextNumber(valid);
      case 1 -> mutator.edited(valid);
      default -> exchanged(random).getBytes(StandardCharsets.UTF_8);
    };
  }

  /**
   * One to three words in the places of others: the text is one still, and means something else.
   */
  private static String exchanged(RandomGenerator random) {
    String text = NET;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      List<MatchResult> words = WORD.matcher(text).results().toList();
      MatchResult to = words.get(random.nextInt(words.size()));
      MatchResult from = words.get(random.nextInt(words.size()));
      while (from.group().charAt(0) == '"' != (to.group().charAt(0) == '"')
          || Character.isDigit(from.group().charAt(0)) != Character.isDigit(to.group().charAt(0))) {
        from = words.get(random.nextInt(words.size()));
      }
      text = text.substring(0, to.start()) + from.group() + text.substring(to.end());
    }
    return text;
  }

  private static void assertBoth(FileCampaign.Outcome outcome, int count) {
    if (outcome.read() + outcome.refused() >= count) {
      assertThat(outcome.read()).as("files that were imported").isGreaterThan(count / 50);
      assertThat(outcome.refused()).as("files that were refused").isGreaterThan(count / 10);
    }
  }
}

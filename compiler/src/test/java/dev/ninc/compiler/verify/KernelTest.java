package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.runtime.GeneratedModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Networks with what is easily forgotten, on all kinds of machines. */
class KernelTest {

  private static final Map<String, String> CASES = new LinkedHashMap<>();

  static {
    CASES.put(
        "a bit of everything",
        """
        input 3x13x11
        mlpconv 5x5 [37, 20] pad 2
        maxpool 3x3 stride 2
        conv 3x3 50 pad 1
        gap
        softmax
        """);
    CASES.put("no weights", "input 5x7x6\nmaxpool 2x3\navgpool 3x3 pad 1\nrelu6\ngap\nsoftmax\n");
    CASES.put("one position", "input 17x1x1\nconv 3x3 33 pad 1\ncccp 70\nmaxpool 1x1\nfc 3\n");
    CASES.put("one number", "input 1x1x1\nconv 1x1 1\nsigmoid\ngap\nsoftmax\n");
    CASES.put("one column", "input 3x9x1\nconv 3x1 5\nconv 3x3 16 pad 1\navgpool 3x1 stride 2\n");
    CASES.put("a stride larger than the window", "input 3x13x14\nconv 2x2 9 stride 3\n");
    CASES.put(
        "strides that skip the last pixels, pooled too",
        "input 3x14x13\nconv 1x1 9 stride 3\nmaxpool 1x1 stride 2\navgpool 2x1 stride 3 floor\n");
    CASES.put(
        "pads that differ on all four sides",
        "input 3x6x7\nconv 3x4 20 pad [0, 3, 2, 1]\nconv 5x3 7 pad [4, 0, 1, 2] stride 2x1\n");
    CASES.put(
        "dilated, with a border that only one of two readers needs",
        """
        input 4x9x9
        stem: cccp 20
        add {
          conv 3x3 12 dilate 3 pad 3
        } {
          conv 3x3 12 dilate 2x1 pad [2, 1, 2, 1]
        } {
          cccp 12
        }
        output stem
        """);
    CASES.put(
        "groups of one channel, of few, and of panels",
        """
        input 6x8x9
        conv 3x3 12 group 6 pad 1
        conv 3x3 12 group 12 pad 1
        cccp 66 group 3
        conv 3x3 96 group 2 pad 1
        """);
    CASES.put(
        "depthwise: tiles of two sizes, strides, dilations, windows of all shapes",
        """
        input 20x13x19
        conv 3x3 20 group 20 pad 1
        conv 5x5 20 group 20 pad 2 act leaky(0.1)
        conv 3x3 20 group 20 pad 2 dilate 2 nobias act relu6
        conv 1x1 20 group 20 act linear
        conv 2x4 20 group 20 pad [1, 0, 2, 3] stride 2x1 act tanh
        conv 7x7 20 group 20 pad 3 norm
        conv 1x7 20 group 20 pad [0, 3, 0, 3] dilate 1
        conv 7x1 20 group 20 pad [3, 0, 3, 0]
        conv 3x3 20 group 20 stride 3x5 pad 1
        """);
    CASES.put(
        "depthwise: large windows in loops, on both sides of a concatenation",
        """
        input 16x14x15
        concat {
          conv 9x9 16 group 16 pad 4
        } {
          conv 1x26 16 group 16 pad [0, 12, 0, 13]
        } {
          conv 26x1 16 group 16 pad [12, 0, 13, 0]
        } {
          conv 3x9 16 group 16 pad [2, 8, 2, 8] dilate 2
        }
        conv 3x3 64 group 64
        """);
    CASES.put(
        "depthwise: at the head of a chain, and of the input",
        """
        input 5x9x11
        conv 3x3 5 group 5 pad 1
        cccp 170
        conv 3x3 170 group 170 stride 2
        cccp 9
        cccp 18
        conv 3x3 18 group 18 pad 1 act sigmoid
        """);
    CASES.put(
        "local response normalization: windows up to all channels, all powers",
        """
        input 3x7x9
        lrn 5 alpha 2
        conv 3x3 40 pad 1
        lrn 5 alpha 0.5 beta 0.5 bias 2
        lrn 1 beta 1 alpha 3
        concat {
          lrn 3 alpha 1 beta 0.6
        } {
          lrn 99999 alpha 1000 bias 0.1
        }
        depthwise 3x3 pad 1
        lrn 9 beta 0
        cccp 16
        lrn 7 alpha 7 bias (1 / 1000)
        """);
    CASES.put(
        "a window of one row and one column",
        "input 20x6x7\nconv 1x7 16 pad [0, 3, 0, 3]\nconv 6x1 16\n");
    CASES.put(
        "concatenations in concatenations, in place and copied",
        """
        input 5x6x7
        cccp 16
        concat {
          concat {
            cccp 16
          } {
            concat {
              cccp 32
            } {
              identity
            }
          }
        } {
          add {
            concat {
              cccp 5
            } {
              cccp 11
            }
          } {
            cccp 16
          }
        }
        conv 3x3 9 pad 1
        """);
    CASES.put(
        "the same value twice", "input 5x6x7\nconcat {\n identity\n} {\n identity\n}\ncccp 7\n");
    CASES.put(
        "the same value three times, of 16 channels",
        "input 5x6x7\ncccp 16\nconcat {\n identity\n} {\n identity\n} {\n identity\n}\ncccp 7\n");
    CASES.put("added to itself", "input 5x6x7\nadd {\n identity\n} {\n identity\n}\ngap\n");
    CASES.put(
        "the input read by pool, concat, add and convolutions of two kinds",
        """
        input 16x6x7
        concat {
          identity
        } {
          maxpool 3x3 stride 1 pad 1
        } {
          add {
            identity
          } {
            conv 3x3 16 pad 1
          }
        } {
          conv 3x3 16 group 2 pad 1
        }
        gap
        """);
    CASES.put("the input alone in a pool", "input 3x6x7\navgpool 3x3 pad 1 inside\n");
    CASES.put("the input alone in a dropout", "input 3x6x7\ndropout 0.5\n");
    CASES.put(
        "outputs of everything",
        """
        input 3x8x8
        first: conv 3x3 20 pad 1
        dropped: dropout 0.5
        mlpconv 3x3 [second: 16, third: 18] pad 1
        both: concat {
          left: cccp 16
        } {
          right: conv 3x3 32 pad 1
        }
        last: dropout 0.3
        output first
        output dropped
        output second
        output left
        output right
        output both
        """);
    CASES.put("a dropout last", "input 3x5x5\nconv 3x3 7\ndropout 0.5\n");
    CASES.put(
        "a large pooling window", "input 18x9x10\nmaxpool 6x7 stride 2 pad 2\navgpool 2x2 pad 1\n");
    CASES.put(
        "512 channels: strides that would alias", "input 3x3x3\ncccp 512\nconv 3x3 4 pad 1\n");
    CASES.put(
        "chains with a group, a stride and a pad at their head",
        "input 8x9x9\nmlpconv 3x3 [24, 40, 7] stride 2 pad 2\nmlpconv 2x2 [8, 8]\n");
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    List<Options> options =
        List.of(
            Options.DEFAULT.chains(Chains.FUSED),
            Options.DEFAULT.without(Set.of("drop-inference-noops", "fuse-pointwise")));
    return CASES.entrySet().stream()
        .map(c -> DynamicTest.dynamicTest(c.getKey(), () -> verify(c.getValue(), options)));
  }

  private static void verify(String layers, List<Options> options) {
    assertThat(new Trial(network(layers), options, Machine.VECTOR).failure()).isEmpty();
  }

  private static String network(String layers) {
    return "network Case {\n" + layers + "}\n";
  }

  /** Channel counts from 1 to 70, around every panel: inputs rise and outputs fall. */
  @TestFactory
  Stream<DynamicTest> channels() {
    return Stream.iterate(1, i -> i <= 70, i -> i + 10)
        .map(from -> DynamicTest.dynamicTest(from + " to " + (from + 9), () -> channels(from)));
  }

  private static void channels(int from) {
    StringBuilder layers = new StringBuilder("input 2x3x4\n");
    for (int i = from; i < from + 10; i++) {
      layers.append("conv 3x3 ").append(i).append(" pad 1\nmaxpool 2x2 stride 1 pad 1 floor\n");
      layers.append("cccp ").append(71 - i).append("\navgpool 2x2 stride 1 floor\n");
    }
    verify(layers.toString(), List.of(Options.DEFAULT));
  }

  @Test
  void anyBatchGivesWhatSingleImagesGive() {
    Harness harness = new Harness(network(CASES.get("outputs of everything")), Options.DEFAULT);
    for (Machine machine : List.of(Machine.SCALAR, Machine.VECTOR.get(0))) {
      GeneratedModel model = harness.model(machine);
      int size = model.input().size();
      float[] images = new float[3 * size];
      float[] expected = new float[3 * model.output().size()];
      for (int i = 0; i < 3; i++) {
        System.arraycopy(harness.image(i), 0, images, i * size, size);
        float[] one = model.run(harness.image(i));
        System.arraycopy(one, 0, expected, i * one.length, one.length);
      }
      assertThat(model.run(images)).isEqualTo(expected);
      float[] last = Arrays.copyOfRange(expected, 2 * expected.length / 3, expected.length);
      assertThat(model.run(harness.image(2))).isEqualTo(last);
    }
  }
}

package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles of work-items that only a tuning file asks for. */
@Tag("device")
class ItemTilesOnDeviceTest {

  private static final String TEXT =
      """
      network Tiled {
        input 3x11x7
        conv 5x5 40 stride 2 pad [2, 1, 2, 3]
        cccp 20
        conv 3x3 20 group 2 pad 1
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 12})
  void areRight(int tile) {
    Network network = Programs.network(TEXT);
    DeviceHarness harness =
        new DeviceHarness(
            network, Options.DEFAULT.policy(Policy.DEFAULT.everywhere("direct tile " + tile)));
    assertThat(harness.plan(OpenClTarget.CPU).run())
        .filteredOn(step -> step.kernel() instanceof ConvolutionKernel.ItemConvolution)
        .extracting(step -> ((ConvolutionKernel.ItemConvolution) step.kernel()).tile())
        .hasSize(3)
        .containsOnly(tile);
    try (GeneratedDeviceModel model = harness.model(OpenClTarget.CPU)) {
      float[] image = new float[model.input().size()];
      for (int i = 0; i < image.length; i++) {
        image[i] = (i * 37 % 101 - 50) / 25f;
      }
      assertThat(harness.verify(model, OpenClTarget.CPU, image).findings())
          .isNotEmpty()
          .allMatch(finding -> finding.isAllowed());
      float[] twice = Arrays.copyOf(image, 2 * image.length);
      System.arraycopy(image, 0, twice, image.length, image.length);
      float[] one = model.run(image);
      float[] both = model.run(twice);
      assertThat(Arrays.copyOf(both, one.length)).containsExactly(one);
      assertThat(Arrays.copyOfRange(both, one.length, both.length)).containsExactly(one);
    }
  }
}

package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Amplification;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTrial;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels on a device, of both kinds, step by step against the oracle, alone and in batches. */
@Tag("device")
class KernelsOnDeviceTest {

  @ParameterizedTest
  @EnumSource
  void eachOpIsRight(OpenClTarget target) {
    DeviceTrial trial =
        new DeviceTrial(
            new DeviceHarness(Programs.network(Programs.ALL_OPS), Options.DEFAULT), target);
    assertThat(trial.failure()).isEmpty();
    assertThat(trial.inParts()).isEmpty();
  }

  /** The largest tile, one that brings pixels behind itself, and the narrowest. */
  @ParameterizedTest
  @ValueSource(strings = {"128x128 8x8", "64x160 8x8", "64x16 4x4"})
  void someTilesAreRight(String tile) {
    assertTileIsRight(tile);
  }

  @Tag("campaign")
  @ParameterizedTest
  @FieldSource("dev.ninc.compiler.testing.DeviceTiles#ALL")
  void eachTileIsRight(String tile) {
    assertTileIsRight(tile);
  }

  /**
   * Convolutions with each way to find inputs, as wide as the tile, which is taken wherever it can
   * be.
   */
  private static void assertTileIsRight(String tile) {
    int outputs = Integer.parseInt(tile.replaceAll("\\d+x(\\d+) .*", "$1"));
    Network network =
        Programs.network(
            """
            network Tiled {
              input 3x11x7
              conv 5x5 %1$d stride 2 pad [2, 1, 2, 3]
              conv 3x3 %1$d dilate 2 pad 2 act leaky(0.1)
              cccp %2$d
              conv 3x3 %2$d group 2 pad 1 nobias
              cccp %1$d stride 2 act linear
            }
            """
                .formatted(outputs, 2 * outputs));
    DeviceHarness harness =
        new DeviceHarness(
            network,
            Options.DEFAULT.policy(
                Policy.DEFAULT.chains(Chains.SEPARATE).everywhere("tile " + tile)));
    assertThat(harness.plan(OpenClTarget.GPU).run())
        .filteredOn(step -> step.kernel() instanceof ConvolutionKernel.GroupConvolution)
        .extracting(step -> ((ConvolutionKernel.GroupConvolution) step.kernel()).tile().shape())
        .hasSize(5)
        .containsOnly("tile " + tile);
    assertThat(new DeviceTrial(harness, OpenClTarget.GPU).failure()).isEmpty();
  }

  /**
   * Layers in one kernel: a head of any window, dilated, with stride, or of 1x1; inputs found tap
   * by tap and as one row; 8 and 16 terms at a time; outputs that are no vectors; maps that fill no
   * tile, or several; ends with and without softmax, of one tile and of several.
   */
  private static final List<String> FUSED =
      List.of(
          """
          network Flat {
            input 3x11x7
            conv 5x5 24 stride 2 pad [2, 1, 2, 3] act leaky(0.1)
            cccp 40 act sigmoid
            cccp 10
            softmax
          }
          """,
          """
          network Taps {
            input 16x9x13
            conv 3x3 64 dilate 2 pad 2 nobias
            cccp 128 act relu6
            cccp 70 act linear
            maxpool 3x3 stride 2
            cccp 192 act tanh
            cccp 192
            cccp 9
            gap
            softmax
          }
          """,
          """
          network Strided {
            input 5x7x5
            cccp 8 stride 2
            cccp 72
            cccp 3
            concat { cccp 16\n cccp 16 } { cccp 8\n cccp 32 }
            cccp 101
            gap
          }
          """,
          """
          network Large {
            input 3x19x17
            conv 3x3 16
            maxpool 2x2
            conv 3x3 6 pad 2 act linear
            cccp 190 act leaky(0.2)
            gap
            softmax
          }
          """);

  @ParameterizedTest
  @FieldSource("FUSED")
  void severalLayersInAKernelAreRight(String text) {
    Options options = Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.FUSED));
    DeviceHarness harness = new DeviceHarness(Programs.network(text), options);
    for (OpenClTarget target : OpenClTarget.values()) {
      assertThat(harness.plan(OpenClTarget.GPU).run()).anyMatch(step -> step.covers().size() > 1);
      assertThat(new DeviceTrial(harness, target).failure()).isEmpty();
    }
  }

  /** The smallest tiles, and those that most layers get. */
  @ParameterizedTest
  @CsvSource({"2, GPU", "2, CPU", "4, GPU", "4, CPU"})
  void someWinogradTilesAreRight(int m, OpenClTarget target) {
    assertWinogradIsRight(m, target);
  }

  @Tag("campaign")
  @ParameterizedTest
  @CsvSource({"3, GPU", "3, CPU", "5, GPU", "5, CPU", "6, GPU", "6, CPU"})
  void eachWinogradTileIsRight(int m, OpenClTarget target) {
    assertWinogradIsRight(m, target);
  }

  private static void assertWinogradIsRight(int m, OpenClTarget target) {
    String name = "winograd F(" + m + "x" + m + ")";
    DeviceHarness harness =
        new DeviceHarness(
            Programs.network(Programs.WINDOWS),
            Options.DEFAULT.policy(Policy.DEFAULT.everywhere(name)));
    assertThat(harness.plan(target).run())
        .filteredOn(step -> step.kernel().amplification() != Amplification.NONE)
        .hasSizeGreaterThan(3)
        .anyMatch(step -> step.kernel().summary().startsWith(name.substring(0, name.length() - 1)));
    assertThat(new DeviceTrial(harness, target).failure()).isEmpty();
  }
}

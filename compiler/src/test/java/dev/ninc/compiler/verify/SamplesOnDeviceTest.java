package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTrial;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every sample network on a device, by both programs. */
@Tag("device")
class SamplesOnDeviceTest {

  /** What is left of larger images: the layers stay, and so do their channels and windows. */
  private static final int SIDE = 40;

  @BeforeEach
  void requireDevice() {
    DeviceHarness.requireDevice();
  }

  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    return tests(SIDE);
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> wholeSamples() throws IOException {
    return tests(Integer.MAX_VALUE);
  }

  private static Stream<DynamicTest> tests(int side) throws IOException {
    return Samples.all().stream()
        .flatMap(
            sample ->
                Stream.of(OpenClTarget.values())
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                sample.getFileName() + " for " + target,
                                () -> verify(sample, side, target))));
  }

  private static void verify(Path sample, int side, OpenClTarget target) throws IOException {
    Network network = Samples.network(sample, side);
    DeviceHarness harness = new DeviceHarness(network, Options.DEFAULT);
    assertThat(new DeviceTrial(harness, target).failure()).isEmpty();
  }
}

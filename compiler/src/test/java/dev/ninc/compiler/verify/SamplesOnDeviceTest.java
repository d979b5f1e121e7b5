package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTrial;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every sample network on a device, by both programs. */
@Tag("device")
class SamplesOnDeviceTest {

  /** Rows of the images of networks that take seconds, not minutes. */
  private static final int SMALL = 32;

  @BeforeEach
  void requireDevice() {
    DeviceHarness.requireDevice();
  }

  /** Small ones, by the two programs in turns. */
  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    List<Path> small = new ArrayList<>();
    for (Path sample : Samples.all()) {
      if (Samples.network(sample).graph().input().maps().height() <= SMALL) {
        small.add(sample);
      }
    }
    OpenClTarget[] targets = OpenClTarget.values();
    return IntStream.range(0, small.size())
        .mapToObj(i -> test(small.get(i), targets[i % targets.length]));
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> allSamples() throws IOException {
    return Samples.all().stream()
        .flatMap(sample -> Stream.of(OpenClTarget.values()).map(target -> test(sample, target)));
  }

  private static DynamicTest test(Path sample, OpenClTarget target) {
    return DynamicTest.dynamicTest(
        sample.getFileName() + " for " + target, () -> verify(sample, target));
  }

  private static void verify(Path sample, OpenClTarget target) throws IOException {
    DeviceHarness harness = new DeviceHarness(Samples.network(sample), Options.DEFAULT);
    assertThat(new DeviceTrial(harness, target).failure()).isEmpty();
  }
}

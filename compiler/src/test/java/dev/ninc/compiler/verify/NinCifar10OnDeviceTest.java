package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link PublishedCifar10} on a device, by both programs. */
@Tag("device")
class NinCifar10OnDeviceTest {

  private static PublishedCifar10 published;
  private static DeviceHarness harness;

  @BeforeAll
  static void load() throws IOException {
    published = PublishedCifar10.load();
    harness =
        new DeviceHarness(
            published.network(), published.weights(), Options.DEFAULT, UnaryOperator.identity());
  }

  @ParameterizedTest
  @EnumSource
  void eighteenOfTwentyImagesAreClassified(OpenClTarget target) {
    try (GeneratedDeviceModel model = harness.model(target)) {
      published.assertAnswers(model.run(published.images()));
      assertThat(harness.verify(model, target, published.image(0)).firstDivergence()).isEmpty();
    }
  }
}

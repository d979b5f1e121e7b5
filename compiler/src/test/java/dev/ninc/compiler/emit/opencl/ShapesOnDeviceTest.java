package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTiles;
import dev.ninc.compiler.testing.DeviceTrial;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** {@link OddShapes} on a device, by both programs. */
@Tag("device")
class ShapesOnDeviceTest {

  @BeforeEach
  void requireDevice() {
    DeviceHarness.requireDevice();
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    return OddShapes.ALL.stream()
        .flatMap(
            text ->
                Stream.of(OpenClTarget.values())
                    .map(target -> test(text, target, Options.DEFAULT, target.toString())));
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> shapesInEachTile() {
    return DeviceTiles.ALL.stream().map(tile -> "tile " + tile).flatMap(ShapesOnDeviceTest::forced);
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> shapesByWinograd() {
    return IntStream.rangeClosed(2, 6)
        .mapToObj(m -> "winograd F(%1$dx%1$d)".formatted(m))
        .flatMap(ShapesOnDeviceTest::forced);
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> shapesInChains() {
    return forced("direct");
  }

  /** An algorithm wherever it is possible; where it is direct, chains are fused. */
  private static Stream<DynamicTest> forced(String algorithm) {
    Chains chains = algorithm.equals("direct") ? Chains.FUSED : Chains.SEPARATE;
    Options options = Options.DEFAULT.policy(Policy.DEFAULT.chains(chains).everywhere(algorithm));
    return OddShapes.ALL.stream()
        .flatMap(
            text ->
                Stream.of(OpenClTarget.values())
                    .filter(target -> target == OpenClTarget.GPU || !algorithm.startsWith("tile"))
                    .map(target -> test(text, target, options, target + ", " + algorithm)));
  }

  private static DynamicTest test(String text, OpenClTarget target, Options options, String how) {
    String name = text.lines().findFirst().orElseThrow().replaceAll("network (\\w+).*", "$1");
    return DynamicTest.dynamicTest(
        name + ", " + how, () -> assertThat(DeviceTrial.failure(text, options, target)).isEmpty());
  }
}

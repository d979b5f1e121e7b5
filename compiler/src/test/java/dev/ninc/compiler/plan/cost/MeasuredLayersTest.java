package dev.ninc.compiler.plan.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The estimates against layers that were measured on the two machines.
 *
 * <p>Those on full width (Zen 5, JDK 17, one thread) are the better of two runs of these commands,
 * which differed by up to a fifth where weights come from memory:
 *
 * <pre>
 * ninc tune samples/models/nin-cifar10-caffe.nin
 * ninc tune samples/models/nin-imagenet.nin --seconds 2
 * ninc tune samples/models/squeezenet-1.1.nin
 * </pre>
 *
 * <p>Those on half width (Zen 4) were measured with hand-written forerunners of the kernels, which
 * are not kept: they can't be repeated, only replaced by the same commands on such a machine.
 */
class MeasuredLayersTest {

  private static final ReferenceMachine HALF_WIDTH = ReferenceMachine.ALL.get(0);
  private static final ReferenceMachine FULL_WIDTH = ReferenceMachine.ALL.get(1);

  private static final ConvShape CIFAR_1 = new ConvShape(32, 32, 5, 5, 3, 192, 1);
  private static final ConvShape CIFAR_2 = new ConvShape(16, 16, 5, 5, 96, 192, 1);
  private static final ConvShape CIFAR_3 = new ConvShape(8, 8, 3, 3, 192, 192, 1);
  private static final ConvShape IMAGENET_2 = new ConvShape(27, 27, 5, 5, 96, 256, 1);
  private static final ConvShape IMAGENET_3 = new ConvShape(13, 13, 3, 3, 256, 384, 1);
  private static final ConvShape IMAGENET_4 = new ConvShape(6, 6, 3, 3, 384, 1024, 1);

  /** Weights of NIN CIFAR-10 stay in the cache; those of NIN ImageNet don't. m = 1 is direct. */
  static Stream<Arguments> measured() {
    return Stream.of(
        Arguments.of(HALF_WIDTH, CIFAR_2, 1, Residence.CACHE, 2051),
        Arguments.of(HALF_WIDTH, CIFAR_2, 2, Residence.CACHE, 876),
        Arguments.of(HALF_WIDTH, CIFAR_2, 4, Residence.CACHE, 390),
        Arguments.of(HALF_WIDTH, CIFAR_3, 1, Residence.CACHE, 374),
        Arguments.of(HALF_WIDTH, CIFAR_3, 4, Residence.CACHE, 114),
        Arguments.of(HALF_WIDTH, IMAGENET_2, 4, Residence.MEMORY, 1720),
        Arguments.of(HALF_WIDTH, IMAGENET_3, 1, Residence.MEMORY, 2710),
        Arguments.of(HALF_WIDTH, IMAGENET_3, 3, Residence.MEMORY, 1340),
        Arguments.of(HALF_WIDTH, IMAGENET_3, 4, Residence.MEMORY, 1420),
        Arguments.of(HALF_WIDTH, IMAGENET_3, 5, Residence.MEMORY, 930),
        Arguments.of(HALF_WIDTH, IMAGENET_4, 1, Residence.MEMORY, 2390),
        Arguments.of(HALF_WIDTH, IMAGENET_4, 2, Residence.MEMORY, 1140),
        Arguments.of(HALF_WIDTH, IMAGENET_4, 3, Residence.MEMORY, 1540));
  }

  static Stream<Arguments> tuned() {
    return Stream.of(
        Arguments.of(CIFAR_2, 1, Residence.CACHE, 941),
        Arguments.of(CIFAR_2, 2, Residence.CACHE, 414),
        Arguments.of(CIFAR_2, 3, Residence.CACHE, 303),
        Arguments.of(CIFAR_2, 4, Residence.CACHE, 201),
        Arguments.of(CIFAR_3, 1, Residence.CACHE, 181),
        Arguments.of(CIFAR_3, 2, Residence.CACHE, 90.3),
        Arguments.of(CIFAR_3, 3, Residence.CACHE, 77.5),
        Arguments.of(CIFAR_3, 4, Residence.CACHE, 85.1),
        Arguments.of(CIFAR_3, 5, Residence.CACHE, 123),
        Arguments.of(IMAGENET_2, 1, Residence.MEMORY, 3514),
        Arguments.of(IMAGENET_2, 2, Residence.MEMORY, 1928),
        Arguments.of(IMAGENET_2, 3, Residence.MEMORY, 1179),
        Arguments.of(IMAGENET_2, 4, Residence.MEMORY, 1053),
        Arguments.of(IMAGENET_3, 1, Residence.MEMORY, 1258),
        Arguments.of(IMAGENET_3, 2, Residence.MEMORY, 936),
        Arguments.of(IMAGENET_3, 3, Residence.MEMORY, 920),
        Arguments.of(IMAGENET_3, 4, Residence.MEMORY, 1096),
        Arguments.of(IMAGENET_3, 5, Residence.MEMORY, 920),
        Arguments.of(IMAGENET_4, 1, Residence.MEMORY, 1304),
        Arguments.of(IMAGENET_4, 2, Residence.MEMORY, 1233),
        Arguments.of(IMAGENET_4, 3, Residence.MEMORY, 1910),
        Arguments.of(IMAGENET_4, 4, Residence.MEMORY, 2570),
        Arguments.of(IMAGENET_4, 5, Residence.MEMORY, 3119));
  }

  @ParameterizedTest
  @MethodSource("measured")
  void estimatesAreWithinAFifth(
      ReferenceMachine machine, ConvShape shape, int m, Residence weights, double microseconds) {
    assertThat(estimate(machine, shape, m, weights) / microseconds).isCloseTo(1, within(0.2));
  }

  @ParameterizedTest
  @MethodSource("tuned")
  void estimatesOfWholeNetworksAreWithinThreeTenths(
      ConvShape shape, int m, Residence weights, double microseconds) {
    assertThat(estimate(FULL_WIDTH, shape, m, weights) / microseconds).isCloseTo(1, within(0.3));
  }

  /** Tiles that are transformed block by block: in SqueezeNet's fire2 and fire3. */
  @ParameterizedTest
  @CsvSource({"2, 162", "3, 140"})
  void blocksAreCheaperThanEstimated(int m, double microseconds) {
    ConvShape fire = new ConvShape(56, 56, 3, 3, 16, 64, 1);
    assertThat(new WinogradBlocks(fire, m).areOutside()).isTrue();
    assertThat(estimate(FULL_WIDTH, fire, m, Residence.CACHE) / microseconds).isBetween(1.0, 1.8);
  }

  private static double estimate(
      ReferenceMachine machine, ConvShape shape, int m, Residence weights) {
    Work work = m == 1 ? DirectWork.of(shape) : WinogradWork.of(shape, m);
    return work.nanoseconds(machine, weights) / 1000;
  }

  @ParameterizedTest
  @MethodSource("firstLayers")
  void aFirstLayerToo(ReferenceMachine machine, double microseconds) {
    double estimate = WinogradWork.fused(CIFAR_1, 4).nanoseconds(machine, Residence.CACHE) / 1000;
    assertThat(estimate / microseconds).isCloseTo(1, within(0.2));
  }

  static Stream<Arguments> firstLayers() {
    return Stream.of(Arguments.of(HALF_WIDTH, 150), Arguments.of(FULL_WIDTH, 108));
  }

  @ParameterizedTest
  @MethodSource("winners")
  void whatWasFastestIsChosen(ConvShape shape, int largest, Residence weights, int best) {
    List<Work> works =
        Stream.iterate(2, m -> m <= largest, m -> m + 1)
            .map(m -> WinogradWork.of(shape, m))
            .toList();
    for (Work work : works) {
      assertThat(works.get(best - 2).nanoseconds(weights))
          .isLessThanOrEqualTo(work.nanoseconds(weights));
    }
    assertThat(DirectWork.of(shape).nanoseconds(weights))
        .isGreaterThan(1.5 * works.get(best - 2).nanoseconds(weights));
  }

  static Stream<Arguments> winners() {
    return Stream.of(
        Arguments.of(CIFAR_2, 4, Residence.CACHE, 4),
        Arguments.of(CIFAR_3, 5, Residence.CACHE, 4),
        Arguments.of(IMAGENET_2, 4, Residence.MEMORY, 4),
        Arguments.of(IMAGENET_3, 5, Residence.MEMORY, 5),
        Arguments.of(IMAGENET_4, 5, Residence.MEMORY, 2));
  }
}

package dev.ninc.compiler.verify;

import dev.ninc.compiler.Options;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.random.LayerFacts;
import dev.ninc.compiler.random.LayerSort;
import dev.ninc.compiler.verify.LayerProperty.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A kernel that networks are made for, and what forces it.
 *
 * @param form its name in {@link KernelForms}
 * @param sort of layers that it may run
 * @param options that force it where it is possible
 * @param families of properties that there are for it
 * @param likely whether it may run a layer: what is certain, the plan says
 */
record KernelKind(
    String form,
    LayerSort sort,
    Options options,
    Set<Family> families,
    Predicate<LayerFacts> likely) {

  private static final Set<Family> PIXELS =
      EnumSet.of(Family.ANY, Family.PIECES, Family.CHANNELS, Family.IMAGE);
  private static final Set<Family> POOLS = with(PIXELS, Family.WINDOW, Family.STRIDE, Family.PAD);
  private static final Set<Family> FLAT = with(PIXELS, Family.OUTPUTS, Family.ACTIVATION);
  private static final Set<Family> SQUARE = with(FLAT, Family.PAD, Family.WIDE_PAD);
  private static final Set<Family> CONV =
      with(SQUARE, Family.WINDOW, Family.STRIDE, Family.DILATION);
  private static final Set<Family> DEPTHWISE = without(CONV, Family.OUTPUTS);

  private static final Set<Family> ROWS_OF_PIXELS =
      EnumSet.of(Family.ANY, Family.PIECES, Family.ACTIVATION);

  private static final Options DIRECT = forced("direct");
  private static final Options LOOPS =
      Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.FUSED).everywhere("direct"));

  /** Behind a convolution that has tiles of its own, the rest of its chain is a loop. */
  private static final Options BEHIND_TILES =
      Options.DEFAULT.policy(
          Policy.DEFAULT.chains(Chains.FUSED).algorithms(Map.of("head", "winograd F(2x2)")));

  static final List<KernelKind> ALL = all();

  private static List<KernelKind> all() {
    List<KernelKind> all = new ArrayList<>();
    all.add(kind("direct, panels outside", LayerSort.CONV, DIRECT, CONV));
    all.add(kind("direct, rows outside", LayerSort.STRIDED, DIRECT, CONV));
    all.add(kind("direct, flat 1x1", LayerSort.FLAT, DIRECT, FLAT));
    all.add(
        new KernelKind(
            "direct, rows of pixels",
            LayerSort.CONV,
            DIRECT,
            ROWS_OF_PIXELS,
            KernelKind::hasManyPixels));
    all.add(
        new KernelKind(
            "direct, rows of flat pixels",
            LayerSort.FLAT,
            DIRECT,
            ROWS_OF_PIXELS,
            KernelKind::hasManyPixels));
    all.add(kind("direct, groups", LayerSort.GROUPED, DIRECT, CONV));
    all.add(kind("depthwise, window written out", LayerSort.DEPTHWISE, DIRECT, DEPTHWISE));
    all.add(kind("depthwise, rows in a loop", LayerSort.DEPTHWISE, DIRECT, DEPTHWISE));
    all.add(kind("depthwise, taps in loops", LayerSort.DEPTHWISE, DIRECT, DEPTHWISE));
    for (int r = 3; r <= 7; r += 2) {
      for (int m = 2; m + r - 1 <= 8; m++) {
        all.addAll(winograd(m, r));
      }
    }
    all.add(kind("chain, window head", LayerSort.CHAIN, LOOPS, CONV));
    all.add(kind("chain, depthwise head", LayerSort.DEPTHWISE_CHAIN, LOOPS, CONV));
    all.add(kind("chain, 1x1 head", LayerSort.POINT_CHAIN, LOOPS, FLAT));
    all.add(kind("chain, 1x1 head", LayerSort.SQUARE_CHAIN, BEHIND_TILES, Set.of()));
    for (String how : List.of("unrolled", "loops")) {
      all.add(kind("max pooling, " + how, LayerSort.MAX_POOL, DIRECT, POOLS));
      all.add(kind("average pooling, " + how, LayerSort.AVERAGE_POOL, DIRECT, POOLS));
      all.add(kind("average inside pooling, " + how, LayerSort.INSIDE_POOL, DIRECT, POOLS));
    }
    Set<Family> whole = without(PIXELS, Family.PIECES);
    all.add(kind("mean", LayerSort.MEAN, DIRECT, whole));
    all.add(kind("sum", LayerSort.SUM, DIRECT, PIXELS));
    all.add(kind("gain and shift", LayerSort.NORM, DIRECT, PIXELS));
    all.add(kind("local response normalization", LayerSort.LRN, DIRECT, PIXELS));
    all.add(kind("copies", LayerSort.GATHER, DIRECT, PIXELS));
    all.add(kind("softmax", LayerSort.SOFTMAX, DIRECT, PIXELS));
    for (String act : List.of("ReLU", "ReLU6", "leaky ReLU", "sigmoid", "tanh")) {
      all.add(kind(act, LayerSort.ACTIVATION, DIRECT, PIXELS));
    }
    all.add(kind("border", LayerSort.REUSE, DIRECT, Set.of()));
    all.add(kind("border", LayerSort.REUSE, forced("winograd F(2x2)"), Set.of()));
    return List.copyOf(all);
  }

  private static List<KernelKind> winograd(int m, int r) {
    String f = "F(%dx%d, %dx%d)".formatted(m, m, r, r);
    Options steps = forced("winograd F(%dx%d)".formatted(m, m));
    Options fused = forced("fused winograd F(%dx%d)".formatted(m, m));
    Predicate<LayerFacts> window = facts -> facts.window().height() == r;
    Predicate<LayerFacts> many = window.and(facts -> isMoreThanABlock(facts, m, r));
    Predicate<LayerFacts> few = window.and(facts -> facts.in().channels() <= 4);
    return List.of(
        new KernelKind("winograd " + f + ", panels", LayerSort.SQUARE, steps, SQUARE, window),
        new KernelKind("winograd " + f + ", blocks", LayerSort.SQUARE, steps, SQUARE, many),
        new KernelKind("fused winograd " + f, LayerSort.SQUARE, fused, SQUARE, few));
  }

  private static boolean hasManyPixels(LayerFacts facts) {
    return facts.out().pixels() >= 128;
  }

  /**
   * Whether what lies between the transforms is more than 256 KiB for 32 outputs; for more of them,
   * whether the transformed tiles alone are more than 512 KiB.
   */
  private static boolean isMoreThanABlock(LayerFacts facts, int m, int r) {
    int rows = (facts.out().height() + m - 1) / m;
    int columns = (facts.out().width() + m - 1) / m;
    int channels = (facts.in().channels() + 15) / 16 * 16;
    int points = rows * columns * (m + r - 1) * (m + r - 1);
    return facts.out().channels() > 32
        ? points * channels > 1 << 17
        : points * (channels + 32) > 1 << 16;
  }

  private static KernelKind kind(
      String form, LayerSort sort, Options options, Set<Family> families) {
    return new KernelKind(form, sort, options, families, facts -> true);
  }

  private static Options forced(String algorithm) {
    return Options.DEFAULT.policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm));
  }

  private static Set<Family> with(Set<Family> some, Family... more) {
    Set<Family> all = EnumSet.copyOf(some);
    all.addAll(List.of(more));
    return all;
  }

  private static Set<Family> without(Set<Family> some, Family one) {
    Set<Family> fewer = EnumSet.copyOf(some);
    fewer.remove(one);
    return fewer;
  }

  /** The properties that it has to be tried with. */
  List<LayerProperty> properties() {
    return Arrays.stream(LayerProperty.values())
        .filter(p -> families.contains(p.family()) && !isImpossible(p))
        .toList();
  }

  /** What can't be, because another kernel runs it, or what would need too large a layer. */
  private boolean isImpossible(LayerProperty property) {
    boolean blocks = form.endsWith("blocks");
    return switch (property) {
      case ONE_IN -> sort == LayerSort.GROUPED || form.contains("depthwise");
      case ONE_OUT -> sort == LayerSort.GROUPED;
      case WHOLE_IN, ODD_IN, MANY_IN -> form.startsWith("fused winograd");
      case LARGEST_WINDOW -> form.equals("depthwise, window written out");
      case PIXEL, LINE -> blocks;
      case BOTH_OUT -> blocks && form.matches(".*F\\([56].*");
      case MANY_OUT -> blocks && form.matches(".*F\\([456].*");
      default -> false;
    };
  }

  @Override
  public String toString() {
    return form;
  }
}

package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.ConvolutionKernel;
import dev.ninc.compiler.plan.java.JavaKernel;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The loops that the scalar kernels of a network share; only those that it uses. */
final class ScalarHelpers {

  /** What convolutions need of the loops for their number of outputs. */
  record Use(boolean direct, boolean depthwise, Set<Activation.Kind> activations) {

    /** Products of Winograd convolutions, which have no activation. */
    static final Use PRODUCTS = new Use(true, false, Set.of());

    static Use of(ConvolutionKernel.Stage kernel) {
      boolean depthwise = kernel instanceof ConvolutionKernel.Depthwise;
      return new Use(!depthwise, depthwise, EnumSet.of(kernel.conv().act().kind()));
    }

    Use and(Use other) {
      Set<Activation.Kind> all = EnumSet.noneOf(Activation.Kind.class);
      all.addAll(activations);
      all.addAll(other.activations);
      return new Use(direct || other.direct, depthwise || other.depthwise, all);
    }
  }

  private boolean takesMaxima;
  private boolean addsWindows;
  private final Map<Integer, Use> sums = new TreeMap<>();
  private final Map<Integer, Set<Activation.Kind>> pixels = new TreeMap<>();
  private final Map<String, WinogradGrid> tiles = new TreeMap<>();
  private final Map<String, Set<Integer>> products = new TreeMap<>();

  private ScalarHelpers(Plan plan) {
    for (var step : plan.run()) {
      JavaKernel kernel = (JavaKernel) step.kernel();
      if (kernel instanceof ConvolutionKernel.Stage convolution) {
        convolution(convolution);
      } else if (kernel instanceof JavaKernel.Fused fused) {
        fused.stages().forEach(this::convolution);
      } else if (kernel instanceof ConvolutionKernel.Winograd winograd) {
        winograd(winograd.grid());
        sums(winograd.conv().outputs(), Use.PRODUCTS);
      } else if (kernel instanceof ConvolutionKernel.FusedWinograd winograd) {
        winograd(winograd.grid()).add(winograd.conv().inputs());
      } else if (kernel instanceof JavaKernel.Mean) {
        addsWindows = true;
      } else if (kernel instanceof JavaKernel.Pooling pooling) {
        boolean max = pooling.pool().kind() == Op.Pool.Kind.MAX;
        takesMaxima |= max;
        addsWindows |= !max;
      }
    }
  }

  private void convolution(ConvolutionKernel.Stage kernel) {
    if (kernel instanceof ConvolutionKernel.PixelRows rows) {
      pixels
          .computeIfAbsent(rows.lanes(), lanes -> EnumSet.noneOf(Activation.Kind.class))
          .add(kernel.conv().act().kind());
      return;
    }
    sums(rowLength(kernel), Use.of(kernel));
  }

  private void sums(int count, Use use) {
    sums.merge(count, use, Use::and);
  }

  /** The channels of its first layers. */
  private Set<Integer> winograd(WinogradGrid grid) {
    String name = ScalarTransforms.name(grid);
    tiles.putIfAbsent(name, grid);
    return products.computeIfAbsent(name, k -> new TreeSet<>());
  }

  /** Numbers in a row of sums: a depthwise convolution takes all channels at once. */
  static int rowLength(ConvolutionKernel.Stage kernel) {
    return kernel instanceof ConvolutionKernel.Depthwise
        ? kernel.conv().channels()
        : kernel.conv().outputs();
  }

  /** The loops over pooling windows. */
  static List<MethodSpec> methods(Plan plan) {
    ScalarHelpers used = new ScalarHelpers(plan);
    List<MethodSpec> methods = new ArrayList<>();
    if (used.takesMaxima) {
      methods.addAll(ScalarWindows.maxima());
    }
    if (used.addsWindows) {
      methods.addAll(ScalarWindows.sums());
    }
    return methods;
  }

  /**
   * The loops over terms: a class for each number of outputs or pixels; and a class for the
   * transforms of each size of Winograd's tiles.
   */
  static List<TypeSpec> types(Plan plan) {
    ScalarHelpers used = new ScalarHelpers(plan);
    List<TypeSpec> types = new ArrayList<>();
    used.sums.forEach((count, use) -> types.add(ScalarSums.type(count, use)));
    used.pixels.forEach((lanes, kinds) -> types.add(ScalarPixels.type(lanes, kinds)));
    used.tiles.forEach(
        (name, grid) -> types.add(ScalarTransforms.type(grid, used.products.get(name))));
    return types;
  }
}

package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceConv;
import java.util.ArrayList;
import java.util.List;

/** A convolution in which a work-item keeps some pixels x 32 outputs in vector registers. */
final class ItemConvolutionText {

  private static final int LANES = 16;

  private final Site site;
  private final ConvolutionKernel.ItemConvolution convolution;
  private final DeviceConv conv;

  ItemConvolutionText(Site site, ConvolutionKernel.ItemConvolution convolution) {
    this.site = site;
    this.convolution = convolution;
    this.conv = convolution.conv();
  }

  KernelText kernel() {
    boolean pointwise = conv.isPointwise();
    List<Helper> helpers = new ArrayList<>(Functions.of(conv.act(), LANES));
    if (!hasWholeVectors()) {
      helpers.add(storeFirst());
    }
    return new KernelText(
        Lines.count(convolution.tile(), "pixel")
            + " x "
            + convolution.vectors() * LANES
            + " outputs",
        Template.of(pointwise ? "cpu/pointwise.cl" : "cpu/convolution.cl"),
        pointwise ? words().and("FROM", from(new WindowWords(conv).onlyPixel())) : windowed(),
        helpers);
  }

  private Words words() {
    return Words.of(
        "NAME",
        site.launch().kernel(),
        "TILE",
        convolution.tile(),
        "UNITS",
        site.launch().units(),
        "ARENA",
        site.memory().arena(),
        "VECTORS",
        convolution.vectors(),
        "PANEL",
        hasOnePanel() ? "" : "const int panel = get_group_id(1);",
        "FILTERS",
        sum(convolution.filters(), ofPanel(conv.panelFloats())),
        "BIAS",
        sum(convolution.bias(), ofPanel(DeviceConv.PANEL)),
        "CHANNELS",
        conv.inputs(),
        "TO",
        sum(
            Site.at(site.out(), "unit % " + site.launch().units()),
            sum(ofGroup(conv.outputs()), firstOutput())),
        "STORE",
        store());
  }

  private Words windowed() {
    WindowWords window = new WindowWords(conv);
    return words()
        .and("FROM", sum(site.in().start(), ofGroup(conv.inputs())))
        .and(window.words())
        .and(window.tap("top[p]", "begin[p]"))
        .and("ROW_STRIDE", conv.in().rowStride(), "PIXEL_STRIDE", conv.in().pixelStride());
  }

  private String from(String pixel) {
    return sum(Site.at(site.in(), pixel), ofGroup(conv.inputs()));
  }

  private boolean hasOnePanel() {
    return conv.groups() * conv.panels() == 1;
  }

  /** Where something begins of which each panel has so many. */
  private String ofPanel(int floats) {
    return hasOnePanel() ? "0" : times("panel", floats);
  }

  /** The first of so many channels that each group has. */
  private String ofGroup(int channels) {
    if (conv.groups() == 1) {
      return "0";
    }
    return times(conv.panels() == 1 ? "panel" : "panel / " + conv.panels(), channels);
  }

  /** The panel of its group, which has several. */
  private String panel() {
    return conv.groups() == 1 ? "panel" : "panel % " + conv.panels();
  }

  /** The panel's first output in its group. */
  private String firstOutput() {
    return conv.panels() == 1 ? "0" : times(panel(), DeviceConv.PANEL);
  }

  /** Whether all vectors that hold outputs hold nothing else that matters. */
  private boolean hasWholeVectors() {
    return conv.groups() == 1 ? conv.out().pixelStride() % LANES == 0 : conv.outputs() % LANES == 0;
  }

  private String store() {
    String sums = Functions.call(conv.act(), LANES, "s[p][v]");
    if (!hasWholeVectors()) {
      boolean alone = convolution.vectors() == 1;
      String vector = alone ? "0" : times("v", LANES);
      String first = sum(firstOutput(), vector);
      return storeFirst().name()
          + "("
          + sum("y", vector)
          + ", "
          + sums
          + ", "
          + conv.outputs()
          + minus(first)
          + ");";
    }
    int used = (conv.outputs() + LANES - 1) / LANES;
    String assigned = "((global float16 *) y)[v] = " + sums + ";";
    return used == conv.panels() * convolution.vectors()
        ? assigned
        : "if (" + sum(inPanels(), "v") + " < " + used + ") {\n  " + assigned + "\n}";
  }

  /** Vectors of the panels before. */
  private String inPanels() {
    return conv.panels() == 1 ? "0" : times(panel(), 2);
  }

  private static String minus(String sum) {
    return sum.equals("0") ? "" : " - " + sum.replace(" + ", " - ");
  }

  /** Stores the first lanes of a vector. */
  static Helper storeFirst() {
    return new Helper("storeFirst", Template.of("cpu/store-first.cl"), Words.of());
  }
}

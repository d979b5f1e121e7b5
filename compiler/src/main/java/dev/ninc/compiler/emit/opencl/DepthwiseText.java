package dev.ninc.compiler.emit.opencl;

import static dev.ninc.compiler.emit.model.Lines.sum;
import static dev.ninc.compiler.emit.model.Lines.times;

import dev.ninc.compiler.plan.opencl.ConvolutionKernel;
import dev.ninc.compiler.plan.opencl.DeviceConv;

/** A convolution of each channel for itself. */
record DepthwiseText(Site site, ConvolutionKernel.Depthwise depthwise) {

  KernelText kernel() {
    Vector vector = new Vector(depthwise.vectors());
    DeviceConv conv = depthwise.conv();
    int lanes = depthwise.vectors().width();
    WindowWords window = new WindowWords(conv);
    return new KernelText(
        site.work(vector.work()),
        Template.of("shared/depthwise.cl"),
        site.unitsWithRest()
            .and(vector.place(site.rest()))
            .and(window.words())
            .and(window.tap("top", "left"))
            .and(
                "TYPE",
                vector.type(),
                "BIAS",
                vector.weights("" + depthwise.bias()),
                "LOADED",
                vector.of(
                    sum(
                        site.in().start(),
                        times("y", conv.in().rowStride()),
                        times("x", conv.in().pixelStride()))),
                "WEIGHT",
                vector.weights(sum(depthwise.taps(), tap())),
                "ACTIVATED",
                Functions.call(conv.act(), lanes, "s"),
                "STORED",
                vector.of(Site.at(site.out(), "pixel"))),
        Functions.of(conv.act(), lanes));
  }

  private String tap() {
    int width = depthwise.conv().window().width();
    return times("(" + sum(times("i", width), "j") + ")", depthwise.tapStride());
  }
}

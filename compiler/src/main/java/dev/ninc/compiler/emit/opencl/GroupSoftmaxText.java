package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.plan.opencl.OpenClKernel;
import java.util.List;

/** A softmax whose pixels have a work-group each: for many channels. */
record GroupSoftmaxText(Site site, OpenClKernel.Softmax softmax) {

  KernelText kernel() {
    int channels = site.inMaps().channels();
    return new KernelText(
        "every " + softmax.items() + "th channel of a pixel",
        Template.of("gpu/softmax.cl"),
        Words.of(
            "NAME",
            site.launch().kernel(),
            "LOCAL",
            softmax.items(),
            "HALF",
            softmax.items() / 2,
            "UNITS",
            site.launch().units(),
            "ARENA",
            site.memory().arena(),
            "CHANNELS",
            channels,
            "FROM",
            Site.at(site.in(), "rest"),
            "TO",
            Site.at(site.out(), "rest")),
        List.of(Functions.larger(1)));
  }
}

package dev.ninc.compiler.plan.opencl;

/**
 * One convolution of several that run in one kernel.
 *
 * @param conv of which only the first one's input and the last one's output lie in the arena
 * @param filters where its {@link OpenClForm.Filters} lie
 * @param bias where its {@link OpenClForm.Channels} lie, zeros where it has none
 */
public record ChainStage(DeviceConv conv, int filters, int bias) {}

package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Gives each form of weights its place in the one buffer of weights: one after the other, behind
 * the zeros, each at a multiple of 16 floats.
 */
final class WeightSpace {

  private final List<Load> load = new ArrayList<>();
  private int next;

  /**
   * @param zeros that the buffer begins with, a multiple of 16
   */
  WeightSpace(int zeros) {
    this.next = zeros;
  }

  /** What has to be loaded, in the order of the places. */
  List<Load> load() {
    return List.copyOf(load);
  }

  /** A place for the weights of a convolution. */
  int filters(Value owner, DeviceConv conv) {
    return place(
        conv.conv().weight(),
        at ->
            new OpenClForm.Filters(
                owner,
                at,
                conv.channels(),
                conv.inputs(),
                conv.window().height(),
                conv.window().width(),
                conv.groups()));
  }

  /** A place for the transformed weights of a Winograd convolution. */
  int winograd(Value owner, DeviceConv conv, WinogradGrid grid) {
    return place(conv.conv().weight(), at -> new OpenClForm.WinogradFilters(owner, at, grid));
  }

  /** A place for the weights of a depthwise convolution. */
  int taps(Value owner, DeviceConv conv) {
    return place(
        conv.conv().weight(),
        at -> new OpenClForm.Taps(owner, at, conv.channels(), conv.window().taps()));
  }

  /** A place for a bias, or the zeros of a convolution that has none. */
  int bias(Value owner, DeviceConv conv, int groups) {
    Optional<Value> bias = conv.conv().bias();
    return place(
        bias.orElse(conv.conv().weight()),
        at -> new OpenClForm.Channels(owner, at, bias, conv.channels(), groups));
  }

  /** A place for a number for each channel. */
  int channels(Value owner, Value values, int channels) {
    return place(
        values, at -> new OpenClForm.Channels(owner, at, Optional.of(values), channels, 1));
  }

  /** A place for what a batch normalization multiplies with. */
  int gain(Value owner, Op.BatchNorm norm, int channels) {
    return place(norm.scale(), at -> new OpenClForm.NormGain(owner, at, channels, norm));
  }

  /** A place for what a batch normalization adds. */
  int shift(Value owner, Op.BatchNorm norm, int channels) {
    return place(norm.shift(), at -> new OpenClForm.NormShift(owner, at, channels, norm));
  }

  private int place(Value value, IntFunction<OpenClForm> at) {
    OpenClForm form = at.apply(next);
    load.add(new Load(value, form));
    next = Math.addExact(form.at(), Align.up(form.floats(), Align.LINE));
    return form.at();
  }
}

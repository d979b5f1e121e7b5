package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.Optional;

/**
 * The forms in which OpenCL kernels read weights: each has its place in the one buffer of weights,
 * and what no form fills there stays zero.
 */
public sealed interface OpenClForm extends Load.Form {

  /** The node whose kernel reads it. */
  Value owner();

  /** Its first float in the buffer of weights: a multiple of 16. */
  int at();

  /** Floats that it takes. */
  int floats();

  /**
   * Convolution weights [outputs, inputs, height, width] as [group][panel][height][width][input][32
   * outputs], each group's outputs padded with zeros to whole panels.
   *
   * @param outputs of all groups
   * @param inputs of one group
   */
  record Filters(Value owner, int at, int outputs, int inputs, int height, int width, int groups)
      implements OpenClForm {
    @Override
    public int floats() {
      int padded = Align.up(outputs / groups, DeviceConv.PANEL) * groups;
      return Math.multiplyExact(padded, inputs * height * width);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.filters(this);
    }
  }

  /**
   * Convolution weights [outputs, inputs, r, r], transformed for F(m x m, r x r): [panel][point
   * row][point column][input][32 outputs], outputs padded with zeros to whole panels.
   */
  record WinogradFilters(Value owner, int at, WinogradGrid grid) implements OpenClForm {
    @Override
    public int floats() {
      int outputs = Align.up(grid.out().channels(), DeviceConv.PANEL);
      return Math.multiplyExact(outputs, grid.in().channels() * grid.points());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.winogradFilters(this);
    }
  }

  /**
   * A number for each channel, each group padded with zeros to a multiple of 32: a bias, a gain, a
   * shift.
   *
   * @param values empty for a convolution without a bias, whose place stays zero
   * @param channels of all groups
   */
  record Channels(Value owner, int at, Optional<Value> values, int channels, int groups)
      implements OpenClForm {
    @Override
    public int floats() {
      return Align.up(channels / groups, DeviceConv.PANEL) * groups;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.channels(this);
    }
  }

  /** Depthwise weights [channels, 1, height, width] as [tap][channels padded to 16]. */
  record Taps(Value owner, int at, int channels, int taps) implements OpenClForm {
    @Override
    public int floats() {
      return Math.multiplyExact(Align.up(channels, Align.LINE), taps);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.taps(this);
    }
  }

  /** What a batch normalization multiplies each channel with, padded to 16. */
  record NormGain(Value owner, int at, int channels, Op.BatchNorm norm) implements OpenClForm {
    @Override
    public int floats() {
      return Align.up(channels, Align.LINE);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.normGain(this);
    }
  }

  /** What a batch normalization adds to each channel, padded to 16. */
  record NormShift(Value owner, int at, int channels, Op.BatchNorm norm) implements OpenClForm {
    @Override
    public int floats() {
      return Align.up(channels, Align.LINE);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.normShift(this);
    }
  }

  /** One answer for each form. */
  interface Cases<R> {
    R filters(Filters form);

    R winogradFilters(WinogradFilters form);

    R channels(Channels form);

    R taps(Taps form);

    R normGain(NormGain form);

    R normShift(NormShift form);
  }

  <R> R match(Cases<R> cases);
}

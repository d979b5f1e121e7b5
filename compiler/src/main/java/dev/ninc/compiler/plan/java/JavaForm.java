package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.Optional;

/** The forms in which the Java kernels read weights. */
public sealed interface JavaForm extends Load.Form {

  /** The node whose kernel reads it: it names the field. */
  Value owner();

  /** Convolution weights: panels for the vector kernels, rows for the scalar ones. */
  record Filters(Conv2d conv) implements JavaForm {
    @Override
    public Value owner() {
      return conv.value();
    }
  }

  /**
   * Transformed weights of a Winograd convolution: for each point panels for the vector kernels,
   * rows for the scalar ones.
   */
  record WinogradFilters(Conv2d conv, WinogradGrid grid) implements JavaForm {
    @Override
    public Value owner() {
      return conv.value();
    }
  }

  /** Depthwise weights: for each tap of the window a number for each channel. */
  record Taps(Conv2d conv) implements JavaForm {
    @Override
    public Value owner() {
      return conv.value();
    }
  }

  /**
   * A bias padded like the outputs, group by group; zeros where there is none.
   *
   * @param outputs of all groups
   */
  record Bias(Value owner, Optional<Value> bias, int outputs, int groups) implements JavaForm {}

  /** Gain and shift of each channel. */
  record Channels(Value owner, Value gain, Value shift) implements JavaForm {}

  /** Gain and shift of each channel, made of the statistics of a batch normalization. */
  record Norm(Value owner, Op.BatchNorm norm) implements JavaForm {}
}

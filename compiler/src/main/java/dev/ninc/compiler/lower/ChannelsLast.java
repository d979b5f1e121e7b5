package dev.ninc.compiler.lower;

import dev.ninc.compiler.ir.Maps;

/** Libraries that put the channels last have taught many to write them there. */
final class ChannelsLast {

  private ChannelsLast() {}

  /** Whether an input looks as if its sizes were height x width x channels. */
  static boolean isLikely(Maps in) {
    boolean colours = in.width() == 1 || in.width() == 3 || in.width() == 4;
    return colours && in.width() < in.channels() && in.width() < in.height();
  }

  /** What to write instead. */
  static String hint(Maps in) {
    Maps turned = new Maps(in.width(), in.channels(), in.height());
    return "Did you mean `input " + turned + "`? Sizes are channels x height x width.";
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.Span;

/** Where something was written: the line of the network's file, and that of a block. */
record Lines(Origin origin) {

  /** The line of the network: of a block's layer that of the call. */
  int inNetwork() {
    return call().line();
  }

  /** The line in the block, with its file where that is another; empty outside of blocks. */
  String inBlock() {
    Span own = origin.span();
    if (call().equals(own)) {
      return "";
    }
    return call().file().equals(own.file()) ? "" + own.line() : own.toString();
  }

  /** {@code line 33, in the block line 12}. */
  String words() {
    return "line " + inNetwork() + (inBlock().isEmpty() ? "" : ", in the block " + inBlock());
  }

  private Span call() {
    return origin.outermost().span();
  }
}

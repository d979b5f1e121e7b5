package dev.ninc.compiler.plan;

import dev.ninc.compiler.ir.Maps;

/**
 * Channels last: the channels of a pixel are neighbours, pixels follow in rows. Around the maps
 * there may be a border, which belongs to the layout: the strides skip it.
 *
 * @param pixelStride floats from one pixel to the next
 * @param rowStride floats from one row to the next
 */
public record Pixels(Maps maps, int pixelStride, int rowStride) implements Layout {

  public Pixels {
    if (pixelStride < maps.channels() || rowStride < maps.width() * pixelStride) {
      throw new IllegalArgumentException("rows or pixels overlap: " + maps);
    }
  }

  @Override
  public int index(int channel, int y, int x) {
    return y * rowStride + x * pixelStride + channel;
  }

  /** Whether the rows follow each other without a gap, so that all pixels are one run. */
  public boolean isOneRun() {
    return rowStride == maps.width() * pixelStride;
  }
}

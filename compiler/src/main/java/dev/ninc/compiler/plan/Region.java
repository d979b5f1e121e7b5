package dev.ninc.compiler.plan;

/**
 * Where the maps of a value lie. It may be a strided part of a buffer that holds more, such as one
 * branch of a concatenation.
 *
 * @param offset floats from the start of the buffer to the first number of the maps
 */
public record Region(Buffer buffer, int offset, Layout layout) {

  public Region {
    var maps = layout.maps();
    int last = layout.index(maps.channels() - 1, maps.height() - 1, maps.width() - 1);
    if (offset < 0 || offset + last >= buffer.size()) {
      throw new IllegalArgumentException("the region leaves its buffer " + buffer);
    }
  }

  /** Floats from the start of the arena to the first number of the maps. */
  public int start() {
    return buffer.offset() + offset;
  }

  /** The position of a number in the arena. */
  public int index(int channel, int y, int x) {
    return start() + layout.index(channel, y, x);
  }
}

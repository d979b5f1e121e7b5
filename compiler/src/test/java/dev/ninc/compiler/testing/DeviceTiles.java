package dev.ninc.compiler.testing;

import java.util.List;

/** The tiles that convolutions for GPUs are cut into. */
public final class DeviceTiles {

  /** All of them: pixels x outputs of a work-group, and of a work-item. */
  public static final List<String> ALL =
      List.of(
          "128x128 8x8",
          "128x96 8x8",
          "64x192 8x8",
          "64x160 8x8",
          "128x64 8x8",
          "64x128 8x8",
          "128x32 8x4",
          "64x96 8x4",
          "64x64 8x4",
          "64x64 4x4",
          "64x32 4x4",
          "32x64 4x4",
          "32x32 4x4",
          "64x16 4x4");

  private DeviceTiles() {}
}

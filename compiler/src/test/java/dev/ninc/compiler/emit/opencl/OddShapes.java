package dev.ninc.compiler.emit.opencl;

import java.util.List;

/**
 * Networks whose layers have shapes that are easily forgotten: one channel, one pixel, one row,
 * channels around multiples of 4, 16 and 32, windows that are larger than the image or even, pads
 * that differ or reach beyond the window, strides that jump over pixels, several outputs.
 */
final class OddShapes {

  /** Small ones, a few layers each. The first ones go through all kinds of kernels. */
  static final List<String> ALL =
      List.of(
          """
          network OnePixel {
            input 1x1x1
            conv 1x1 1
            conv 3x3 17 pad 1
            out: cccp 33
            maxpool 1x1
            softmax
            output out
          }
          """,
          """
          network OneRow {
            input 2x1x19
            conv 1x7 15 pad [0, 3, 0, 3] nobias
            depthwise 1x3 stride 1x2 act relu6
            middle: avgpool 1x2 stride 1x3 inside
            cccp 31 act tanh
            lrn 5
            last: cccp 16 act linear
            output middle
          }
          """,
          """
          network OneColumn {
            input 5x23x1
            conv 4x1 36 stride 3x1 pad [2, 0, 1, 0] act leaky(0.2)
            concat { cccp 3 } { cccp 13 act sigmoid } { maxpool 3x1 pad [1, 0, 1, 0] }
            conv 3x1 4 group 4 dilate 2x1 pad [2, 0, 2, 0]
            gap
          }
          """,
          """
          network LargeWindow {
            input 3x5x4
            conv 11x11 20 pad 5
            conv 2x2 24 stride 4x3 pad [3, 2, 5, 4]
            conv 7x7 1 pad 3
          }
          """,
          """
          network Groups {
            input 6x7x6
            conv 3x3 6 group 3 pad 1
            conv 1x1 66 group 2
            conv 3x3 34 group 2 stride 2 act tanh
            conv 2x2 68 group 34 pad 1 nobias
            cccp 8 group 4 act relu6
          }
          """,
          """
          network Dilated {
            input 8x13x12
            conv 3x3 16 dilate 3 pad 3
            conv 2x3 40 dilate 3x2 pad [1, 2, 2, 3] stride 2
            depthwise 3x3 dilate 2 pad 2 nobias
            conv 3x2 12 dilate 4 pad 4 act sigmoid
          }
          """,
          """
          network Steps {
            input 24x12x11
            cccp 64 stride 3
            cccp 16 stride 2x1 nobias
            conv 3x3 48 stride 4 pad 2
            cccp 65
            softmax
          }
          """,
          """
          network Pools {
            input 7x9x10
            one: maxpool 3x3 stride 2 pad 2
            two: avgpool 3x2 stride 1x3 pad [2, 1, 0, 1]
            avgpool 2x2 pad 1 inside
            cccp 33
            maxpool 5x5 pad 2
            gap
            output one
            output two
          }
          """,
          """
          network Numbers {
            input 19x3x5
            batchnorm
            lrn 9 alpha 0.5 bias 2
            a: add { identity } { cccp 19 act linear } { depthwise 5x5 pad 2 }
            concat { identity } { cccp 13 } { cccp 1 }
            lrn 3 beta 0.5
            b: leaky(0.3)
            softmax
            output a
            output b
          }
          """,
          """
          network Wide {
            input 1x6x5
            conv 3x3 129 pad 1
            depthwise 2x2
            cccp 257
            cccp 32
            conv 3x3 96 pad 1 act leaky(0.01)
            gap
            softmax
          }
          """);

  private OddShapes() {}
}

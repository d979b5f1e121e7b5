package dev.ninc.compiler.verify;

import static dev.ninc.compiler.verify.Mutations.activate;
import static dev.ninc.compiler.verify.Mutations.activation;
import static dev.ninc.compiler.verify.Mutations.affine;
import static dev.ninc.compiler.verify.Mutations.all;
import static dev.ninc.compiler.verify.Mutations.call;
import static dev.ninc.compiler.verify.Mutations.forgotten;
import static dev.ninc.compiler.verify.Mutations.fused;
import static dev.ninc.compiler.verify.Mutations.groups;
import static dev.ninc.compiler.verify.Mutations.lrn;
import static dev.ninc.compiler.verify.Mutations.mean;
import static dev.ninc.compiler.verify.Mutations.other;
import static dev.ninc.compiler.verify.Mutations.pixels;
import static dev.ninc.compiler.verify.Mutations.pooling;
import static dev.ninc.compiler.verify.Mutations.scalarConv;
import static dev.ninc.compiler.verify.Mutations.scalarHelpers;
import static dev.ninc.compiler.verify.Mutations.scalarTaps;
import static dev.ninc.compiler.verify.Mutations.scalarTerms;
import static dev.ninc.compiler.verify.Mutations.scalarWindow;
import static dev.ninc.compiler.verify.Mutations.sum;
import static dev.ninc.compiler.verify.Mutations.vectorConv;
import static dev.ninc.compiler.verify.Mutations.vectorTaps;
import static dev.ninc.compiler.verify.Mutations.vectorWindow;

import java.util.List;

/**
 * A kind of kernel: a small network in which the step {@code k} is of that kind, and the mistakes
 * that it could have. Activations are linear where they are not the point, so that no output is
 * zero whatever its sum is.
 *
 * @param layers the network without its first and last line
 */
record Kind(String name, String layers, List<Mutation> mutations) {

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "conv: row runs, wide panels",
              """
              input 3x6x21
              k: conv 3x3 64 pad 1 act linear
              """,
              all(
                  vectorConv(),
                  vectorWindow(),
                  scalarConv(),
                  scalarTerms(),
                  scalarWindow(),
                  scalarHelpers())),
          new Kind(
              "conv: taps, wide and narrow panel",
              """
              input 5x9x11
              cccp 5 act linear
              k: conv 3x3 48 dilate 2 pad 2 act linear
              """,
              all(
                  vectorConv(),
                  vectorWindow(),
                  vectorTaps(),
                  scalarConv(),
                  scalarTerms(),
                  scalarTaps())),
          new Kind(
              "conv: one run, all pixels",
              """
              input 20x5x13
              leaky(0.5)
              k: cccp 40 act linear
              """,
              all(vectorConv(), scalarConv(), scalarTerms())),
          new Kind(
              "conv: long runs, narrow panel",
              """
              input 16x5x12
              cccp 16 act linear
              k: conv 1x5 16 act linear
              """,
              all(vectorConv(), scalarConv())),
          new Kind(
              "conv: rows of pixels",
              """
              input 3x20x29
              k: conv 3x5 22 pad [1, 2, 1, 2] act linear
              """,
              Mutations.rowsOfPixels()),
          new Kind(
              "conv: rows of flat pixels",
              """
              input 20x25x29
              leaky(0.5)
              k: cccp 38 act linear
              """,
              Mutations.rowsOfPixels()),
          new Kind(
              "conv: groups",
              """
              input 12x7x12
              k: conv 3x3 40 group 2 pad 1 act linear
              """,
              all(
                  vectorConv(),
                  vectorWindow(),
                  vectorTaps(),
                  groups(),
                  scalarConv(),
                  scalarTerms(),
                  scalarTaps())),
          new Kind(
              "conv: strides, rows outside",
              """
              input 16x13x25
              cccp 16 act linear
              k: conv 3x3 64 stride 2 act linear
              """,
              all(vectorConv(), vectorWindow(), scalarConv(), scalarWindow())),
          new Kind(
              "winograd F(4x4): tiles that hang over, wide and narrow panel",
              """
              input 5x10x11
              k: conv 3x3 48 pad 1 act linear
              """,
              all(
                  WinogradMutations.transforms(),
                  WinogradMutations.overhang(),
                  WinogradMutations.products(),
                  WinogradMutations.scalars())),
          new Kind(
              "winograd F(2x2): blocks of tiles",
              """
              input 20x40x40
              k: conv 3x3 24 pad 1 act linear
              """,
              all(WinogradMutations.blocks(), WinogradMutations.products())),
          new Kind(
              "fused winograd F(4x4): rows of tiles",
              """
              input 3x9x10
              k: conv 5x5 48 pad 2 act linear
              """,
              all(WinogradMutations.fused(), WinogradMutations.overhang())),
          new Kind(
              "depthwise: window written out",
              """
              input 32x7x19
              leaky(0.5)
              k: depthwise 3x3 pad 1 act linear
              """,
              all(
                  DepthwiseMutations.vector(),
                  DepthwiseMutations.vectorRow(),
                  DepthwiseMutations.scalars())),
          new Kind(
              "depthwise: rows in a loop",
              """
              input 20x9x21
              leaky(0.5)
              k: depthwise 5x5 pad 2 act linear
              """,
              all(
                  DepthwiseMutations.vector(),
                  DepthwiseMutations.vectorRow(),
                  DepthwiseMutations.vectorLoops(),
                  DepthwiseMutations.scalars(),
                  DepthwiseMutations.scalarTap())),
          new Kind(
              "depthwise: taps in loops",
              """
              input 18x9x41
              leaky(0.5)
              k: depthwise 2x17 pad [1, 8, 0, 8] act linear
              """,
              all(
                  DepthwiseMutations.vector(),
                  DepthwiseMutations.vectorLoops(),
                  vectorTaps(),
                  DepthwiseMutations.scalars(),
                  DepthwiseMutations.scalarTap())),
          new Kind(
              "depthwise: strides and dilation",
              """
              input 32x13x39
              leaky(0.5)
              k: depthwise 3x3 stride 2 dilate 2 act linear
              """,
              all(DepthwiseMutations.vector(), DepthwiseMutations.scalars())),
          new Kind(
              "conv: ReLU",
              "input 3x7x12\nk: conv 3x3 20\n",
              activation("relu", "r[o] = Math.abs(r[o]);")),
          new Kind(
              "conv: ReLU6",
              "input 3x7x12\nk: conv 3x3 20 act relu6\n",
              activation("relu6", "r[o] = Math.max(r[o], 0f) * 6f;")),
          new Kind(
              "conv: leaky ReLU",
              "input 3x7x12\nk: conv 3x3 20 act leaky(0.3)\n",
              activation("leaky", "r[o] = r[o] * slope;")),
          new Kind(
              "fused chain",
              """
              input 3x7x12
              mlpconv 3x3 [k: 20, middle: 24, last: 18] pad 1 act leaky(0.5)
              """,
              fused()),
          new Kind(
              "max pooling",
              """
              input 20x9x12
              cccp 20 act linear
              k: maxpool 3x3 stride 2 pad 1
              """,
              pooling(false)),
          new Kind(
              "max pooling, not unrolled",
              """
              input 20x16x17
              cccp 20 act linear
              k: maxpool 6x5 stride 2 pad 1
              """,
              pooling(false)),
          new Kind(
              "average pooling",
              """
              input 20x9x12
              cccp 20 act linear
              k: avgpool 3x3 stride 2 pad 1
              """,
              pooling(true)),
          new Kind(
              "average pooling inside",
              """
              input 20x9x12
              cccp 20 act linear
              k: avgpool 3x3 stride 2 pad 1 inside
              """,
              pooling(true)),
          new Kind("mean", "input 20x4x5\ncccp 20 act linear\nk: gap\n", mean()),
          new Kind("ReLU alone", "input 20x4x5\navgpool 2x2\nk: relu\n", all(pixels(), activate())),
          new Kind(
              "ReLU6 alone", "input 20x4x5\navgpool 2x2\nk: relu6\n", all(pixels(), activate())),
          new Kind(
              "leaky ReLU alone",
              "input 20x4x5\navgpool 2x2\nk: leaky(0.3)\n",
              all(pixels(), activate())),
          new Kind(
              "sigmoid",
              "input 5x4x5\ncccp 5 act linear\nk: sigmoid\n",
              all(
                  call("sigmoid", 1, 6, 1),
                  call("sigmoid", 7, 7, -1),
                  call("sigmoid", 8, 8, 1),
                  call("sigmoid", 9, 10, -1),
                  other("sigmoid", "tanh"),
                  forgotten("sigmoid"))),
          new Kind(
              "tanh",
              "input 5x4x5\ncccp 5 act linear\nk: tanh\n",
              all(
                  call("tanh", 1, 6, 1),
                  call("tanh", 7, 7, -1),
                  call("tanh", 8, 8, 1),
                  call("tanh", 9, 10, -1),
                  other("tanh", "sigmoid"),
                  forgotten("tanh"))),
          new Kind(
              "gain and shift",
              "input 20x4x5\navgpool 2x2\nk: batchnorm\n",
              all(pixels(), affine())),
          new Kind(
              "sum",
              """
              input 20x4x5
              avgpool 2x2
              add {
                cccp 20 act linear
              } {
                identity
              }
              k: relu
              """,
              all(pixels(), sum(), activate())),
          new Kind(
              "concatenation by copies",
              """
              input 5x4x6
              k: concat {
                cccp 5 act linear
              } {
                avgpool 1x1
              }
              """,
              all(
                  call("copy", 1, 6, 1),
                  call("copy", 7, 7, -1),
                  call("copy", 8, 8, 1),
                  call("copy", 9, 10, -1),
                  forgotten("copy"))),
          new Kind(
              "local response normalization",
              "input 9x4x5\ncccp 9 act linear\nk: lrn 5 alpha 0.5 bias 2\n",
              all(
                  call("acrossChannels", 1, 6, 1),
                  call("acrossChannels", 7, 7, -1),
                  call("acrossChannels", 8, 8, 1),
                  call("acrossChannels", 9, 10, -1),
                  call("acrossChannels", 11, 11, 2),
                  call("acrossChannels", 11, 11, -2),
                  lrn(),
                  forgotten("acrossChannels"))),
          new Kind(
              "softmax",
              "input 5x4x5\ncccp 7 act linear\nk: softmax\n",
              all(
                  call("softmax", 1, 6, 1),
                  call("softmax", 7, 7, -1),
                  call("softmax", 8, 8, 1),
                  call("softmax", 9, 10, -1),
                  other("softmax", "sigmoid"),
                  forgotten("softmax"))),
          new Kind(
              "border",
              """
              input 16x12x12
              conv 3x3 64 pad 1 act linear
              cccp 16 act linear
              k: cccp 16 act linear
              conv 3x3 16 pad 1 act linear
              gap
              """,
              all(
                  call("zeroBorder", 1, 1, 1),
                  call("zeroBorder", 2, 7, -1),
                  forgotten("zeroBorder"))),
          new Kind(
              "input",
              "input 5x4x6\navgpool 2x2\n",
              all(
                  call("read", 3, 3, 1),
                  call("read", 4, 6, -1),
                  call("read", 7, 9, 1),
                  call("read", 10, 10, -1),
                  forgotten("read"))),
          new Kind(
              "output",
              "input 5x4x6\nk: cccp 7 act linear\n",
              all(
                  call("write", 1, 1, 1),
                  call("write", 4, 6, -1),
                  call("write", 7, 8, 1),
                  forgotten("write"))));

  String text() {
    return "network Kind {\n" + layers + "}\n";
  }
}

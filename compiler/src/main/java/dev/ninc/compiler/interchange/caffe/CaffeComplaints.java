package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Complaints;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import java.util.Optional;

/** What is wrong with the layers of a definition, at their names in it. */
record CaffeComplaints(Diagnostics found) implements Complaints {

  @Override
  public void structure(Node node, String message, String label) {
    found.add(
        Diagnostic.error(Code.NIN0504, node.span(), message, label)
            .hint(
                node.op() instanceof LayerOp.Input
                    ? "A network for inference needs a layer that computes something."
                    : "Branches must begin at one layer and meet in one Concat or Eltwise."));
  }

  @Override
  public void shapes(Node node, String what) {
    found.add(
        Diagnostic.error(
                Code.NIN0506,
                node.span(),
                "The shapes of `" + node.name() + "` do not fit together.",
                what)
            .hint(
                "Compare the definition with the one that was trained, and `--input` with both."));
  }

  @Override
  public void flattened(Node node) {
    shapes(node, "Flatten or Reshape can stand in front of InnerProduct alone");
  }

  @Override
  public void name(Node node) {
    found.add(
        Diagnostic.error(
                Code.NIN0510,
                node.span(),
                "The layer `" + node.name() + "` has the name of another layer's weights.",
                "not possible in a .nin file")
            .hint("Rename the layer, here and in the file of weights."));
  }

  /** Without padding Caffe does not drop a window that begins outside of the image. */
  @Override
  public Optional<String> misfit(Maps in, Window window) {
    Padding pad = window.pad();
    boolean empty =
        isOutside(in.height(), pad.top(), window.extentY(), window.strideY())
            || isOutside(in.width(), pad.left(), window.extentX(), window.strideX());
    return empty
        ? Optional.of(
            "the last window of " + window + " lies outside of " + in + ": Caffe's is empty")
        : Optional.empty();
  }

  private static boolean isOutside(int in, int pad, int extent, int stride) {
    int last = -Math.floorDiv(extent - in, stride) * stride;
    return pad == 0 && last >= in;
  }
}

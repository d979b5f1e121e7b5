package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Complaints;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.runtime.WeightsException;
import java.util.Optional;

/** What is wrong with the layers of a model, at their nodes in its listing. */
record OnnxComplaints(Diagnostics found) implements Complaints {

  @Override
  public void structure(Node node, String message, String label) {
    found.add(
        Diagnostic.error(Code.NIN0704, node.span(), message, label)
            .hint(
                node.op() instanceof LayerOp.Input
                    ? "A network for inference needs a layer that computes something."
                    : "Branches must begin at one node and meet in one Concat, Add or Sum."));
  }

  @Override
  public void shapes(Node node, String what) {
    found.add(
        Diagnostic.error(
                Code.NIN0706,
                node.span(),
                "The shapes at " + WeightsException.quote(node.name()) + " do not fit together.",
                what)
            .hint(
                "Check the model where it was made, by `onnx.checker`; sizes here have limits,"
                    + " too."));
  }

  @Override
  public void flattened(Node node) {
    found.add(
        Diagnostic.error(
                Code.NIN0703,
                node.span(),
                "Maps become a vector here, and not in front of Gemm or MatMul alone.",
                WeightsException.quote(node.name()))
            .hint("A `.nin` file has maps throughout; only `fc` sees them as a vector."));
  }

  @Override
  public void name(Node node) {
    throw new CompilerBug("names are made so that this does not happen: " + node.name());
  }

  /** Windows are written so that they are the model's by the language's rules. */
  @Override
  public Optional<String> misfit(Maps in, Window window) {
    return Optional.empty();
  }
}

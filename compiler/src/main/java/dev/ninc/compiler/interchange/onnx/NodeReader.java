package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.Span;
import dev.ninc.runtime.WeightsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a node. What is wrong is reported, and the default stands in for it, so that
 * the rest is checked too.
 */
final class NodeReader {

  private final OnnxNode node;
  private final Span span;
  private final Diagnostics found;
  private boolean sound = true;

  NodeReader(OnnxNode node, Span span, Diagnostics found) {
    this.node = node;
    this.span = span;
    this.found = found;
  }

  OnnxNode node() {
    return node;
  }

  Span span() {
    return span;
  }

  /** Whether nothing was wrong so far. */
  boolean isSound() {
    return sound;
  }

  /** Reports all attributes but these. */
  void allow(Set<String> names) {
    for (String name : node.attributes().keySet()) {
      if (!names.contains(name)) {
        unsupported(
            "The attribute "
                + WeightsException.quote(name)
                + " of "
                + operator()
                + " is not known.");
      }
    }
  }

  private Optional<OnnxAttribute> attribute(String name, int kind) {
    Optional<OnnxAttribute> attribute = Optional.ofNullable(node.attributes().get(name));
    if (attribute.isPresent() && !attribute.get().is(kind)) {
      wrong("the attribute `" + name + "` is of another kind");
      return Optional.empty();
    }
    return attribute;
  }

  boolean has(String name) {
    return node.attributes().containsKey(name);
  }

  long integer(String name, long otherwise) {
    return attribute(name, OnnxAttribute.INTEGER).map(OnnxAttribute::integer).orElse(otherwise);
  }

  /** An integer of a range; a number outside of it is reported. */
  int integer(String name, int otherwise, int least, int most) {
    return ranged("the attribute `" + name + "`", integer(name, otherwise), least, most);
  }

  /** A number of a range. */
  int ranged(String what, long value, int least, int most) {
    if (value < least || value > most) {
      wrong(what + " is " + value + ", not from " + least + " to " + most);
      return least;
    }
    return (int) value;
  }

  boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  float real(String name, float otherwise) {
    return attribute(name, OnnxAttribute.REAL).map(OnnxAttribute::real).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return attribute(name, OnnxAttribute.TEXT).map(OnnxAttribute::text).orElse(otherwise);
  }

  /** The numbers of a list; empty where it is not there. */
  Optional<List<Long>> integers(String name) {
    return attribute(name, OnnxAttribute.INTEGERS).map(OnnxAttribute::integers);
  }

  /** As many numbers as wanted, each of a range. */
  int[] integers(String name, int[] otherwise, int least, int most) {
    Optional<List<Long>> values = integers(name);
    if (values.isEmpty()) {
      return otherwise;
    }
    int[] checked = otherwise.clone();
    if (values.get().size() != checked.length) {
      wrong(
          "the attribute `"
              + name
              + "` has "
              + values.get().size()
              + " numbers instead of "
              + checked.length);
      return checked;
    }
    for (int i = 0; i < checked.length; i++) {
      checked[i] = ranged("the attribute `" + name + "`", values.get().get(i), least, most);
    }
    return checked;
  }

  /** The numbers of inputs and of results that there must be; false, and reported, if others. */
  boolean arity(int fewest, int most) {
    boolean inputs = node.in().size() >= fewest && node.in().size() <= most;
    for (int i = 0; inputs && i < fewest; i++) {
      inputs = node.has(i);
    }
    if (!inputs || node.result().isEmpty()) {
      wrong(node.in().size() + " inputs and " + node.out().size() + " outputs");
    }
    return inputs && !node.result().isEmpty();
  }

  /** Whether there are inputs, as many as one likes, and none is left out; else it is reported. */
  boolean several() {
    return arity(Math.max(1, node.in().size()), Integer.MAX_VALUE);
  }

  /** Reports what is right in ONNX, and can't be imported. */
  void unsupported(String sentence) {
    unsupported(
        sentence,
        "Build the network without it, and train it again; or write a `.nin` file by hand.");
  }

  /** Reports what is right in ONNX, and can't be imported, with advice. */
  void unsupported(String sentence, String hint) {
    sound = false;
    found.add(Diagnostic.error(Code.NIN0703, span, sentence, title()).hint(hint));
  }

  /**
   * Reports what no valid model has.
   *
   * @param what half a sentence
   */
  void wrong(String what) {
    sound = false;
    found.add(
        Diagnostic.error(
                Code.NIN0705,
                span,
                "The node " + title() + " is no valid " + operator() + ".",
                what)
            .hint(
                "Check the model where it was made, by `onnx.checker`; sizes here have limits,"
                    + " too."));
  }

  /** Reports shapes that do not fit together. */
  void misfit(String what) {
    sound = false;
    found.add(
        Diagnostic.error(
                Code.NIN0706, span, "The shapes at " + title() + " do not fit together.", what)
            .hint(
                "Check the model where it was made, by `onnx.checker`; sizes here have limits,"
                    + " too."));
  }

  String title() {
    return WeightsException.quote(node.title());
  }

  private String operator() {
    return WeightsException.quote(node.operator());
  }
}

package dev.ninc.compiler.picture;

import dev.ninc.compiler.ir.Layer;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Origin;
import java.util.List;

/**
 * What becomes one box.
 *
 * @param path its full name
 * @param name its name where it stands
 * @param words what it does
 * @param parameters learnt numbers
 * @param macs multiply-accumulates for one image
 * @param outputs under which names the network gives what this computes, beside its first result
 * @param scopes the blocks in which it stands, the outermost first
 * @param remark what stands below all else in the box; may be empty
 * @param note more for those who ask: a tooltip
 */
record Part(
    Kind kind,
    String path,
    String name,
    String words,
    Maps output,
    long parameters,
    long macs,
    List<String> outputs,
    List<Origin> scopes,
    String remark,
    String note) {

  Part {
    outputs = List.copyOf(outputs);
    scopes = List.copyOf(scopes);
  }

  static Part of(Layer layer, List<String> outputs) {
    Kind kind = Kind.of(layer.nodes().get(0).op());
    boolean input = kind == Kind.END;
    return new Part(
        kind,
        layer.name(),
        shown(layer.name(), layer.origin().around()),
        input ? layer.output().toString() : layer.text(),
        layer.output(),
        layer.parameters(),
        layer.macs(),
        outputs,
        layer.origin().around(),
        "",
        (input ? "" : "one output sees " + layer.field() + " of the input\n")
            + layer.origin().span());
  }

  /** The same with a remark, which those who ask are told too. */
  Part remarking(String words) {
    return new Part(
        kind,
        path,
        name,
        this.words,
        output,
        parameters,
        macs,
        outputs,
        scopes,
        words,
        words + "\n" + note);
  }

  /**
   * A path without what the frames around it say already: {@code squeeze} in {@code fire2}. A
   * number alone would say too little: {@code mlpconv1.0} stays.
   */
  static String shown(String path, List<Origin> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      String scope = scopes.get(i).path();
      if (path.startsWith(scope + ".") && path.length() > scope.length() + 1) {
        String inside = path.substring(scope.length() + 1);
        boolean number = inside.matches("\\d+(\\..*)?");
        return number ? path.substring(scope.lastIndexOf('.') + 1) : inside;
      }
    }
    return path;
  }
}

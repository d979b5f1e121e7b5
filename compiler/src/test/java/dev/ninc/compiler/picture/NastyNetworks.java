package dev.ninc.compiler.picture;

import java.util.Map;
import java.util.TreeMap;

/** Networks that are hard to draw. */
final class NastyNetworks {

  static final Map<String, String> ALL = new TreeMap<>();

  static {
    ALL.put("one layer", network("gap"));
    ALL.put("a long series", series(150));
    ALL.put("identities alone", network("concat { identity } { identity } { identity }"));
    ALL.put(
        "joins of joins",
        network("add { concat { identity } { identity } } { concat { identity } { cccp 3 } }"));
    ALL.put("a fork at once", network("concat { cccp 4 } { concat { cccp 5 } { identity } }"));
    ALL.put("nested", network(nested(6)));
    ALL.put("deeply nested", deeplyNested(20));
    ALL.put("many branches", network("concat" + " { cccp 4 }".repeat(60)));
    ALL.put("many identities", network("add" + " { identity }".repeat(40)));
    ALL.put(
        "a branch taller than a page",
        network("add {" + " cccp 3".repeat(60) + " } { identity } { cccp 3 }"));
    ALL.put(
        "tall in tall",
        network(
            "add { add {"
                + " cccp 3".repeat(40)
                + " } { identity } "
                + " mlpconv 3x3 [3, 3, 3] pad 1".repeat(12)
                + " } { identity }"));
    ALL.put("long names", network("\"" + "long ".repeat(19) + "\": conv 3x3 4 pad 1"));
    ALL.put("wide letters", network("\"" + "宽".repeat(60) + "\": relu"));
    ALL.put(
        "outputs everywhere",
        network("a: relu b: conv 3x3 4 c: maxpool 2x2 gap output a output b output c"));
    ALL.put(
        "an mlpconv on each side",
        network("concat { mlpconv 3x3 [4, 5] pad 1 } { mlpconv 3x3 [p: 4, q: 5, r: 6] pad 1 }"));
    ALL.put(
        "blocks in blocks in rounds",
        network("outer(2) x: outer(3) repeat 2 { repeat 3 { inner(4) } outer(4) } output x")
            + " block outer(n) { inner(n) add { e: cccp 5 } { inner(5) } }"
            + " block inner(n) { concat { mlpconv 3x3 [a: n, b: n] pad 1 } { identity } cccp n }");
    ALL.put(
        "many rounds",
        network("repeat 40 { add { b(3) } { identity } repeat 1 { relu } }")
            + " block b(n) { relu cccp n }");
    ALL.put(
        "long calls",
        network("\"" + "name ".repeat(19) + "\": b(1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1)")
            + " block b(n) { cccp n }");
    ALL.put("a block of nothing", network("b() gap") + " block b { identity }");
    ALL.put("large numbers", network("conv 3x3 16000 pad 1 conv 3x3 1000 norm act leaky(0.123)"));
  }

  private NastyNetworks() {}

  static String network(String layers) {
    return "network Nasty { input 3x8x8 " + layers + " }";
  }

  static String series(int layers) {
    return network(" relu".repeat(layers));
  }

  /** A join in each branch of a join; the fork of one is the fork of all. */
  static String deeplyNested(int depth) {
    return network("add { ".repeat(depth) + "relu" + " } { tanh }".repeat(depth));
  }

  private static String nested(int depth) {
    if (depth == 0) {
      return "mlpconv 3x3 [4, 4] pad 1";
    }
    String inner = nested(depth - 1);
    return depth % 2 == 0
        ? "concat { identity } { " + inner + " relu } { maxpool 3x3 pad 1 cccp 2 }"
        : "concat { " + inner + " } { add { identity } { identity } } { identity }";
  }
}

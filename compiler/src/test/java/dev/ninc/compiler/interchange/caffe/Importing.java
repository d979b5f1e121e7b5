package dev.ninc.compiler.interchange.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One import for a test: its result and what was reported. */
record Importing(Optional<Imported> result, List<Diagnostic> found) {

  static Importing of(String prototxt, CaffeModelFile weights, Maps... input) {
    return of(prototxt, weights.bytes(), input);
  }

  static Importing of(String prototxt, byte[] weights, Maps... input) {
    Importing importing = unchecked(prototxt, weights, input);
    importing.result().ifPresent(Importing::mustCompile);
    return importing;
  }

  /** An import whose result is not compiled. */
  static Importing unchecked(String prototxt, byte[] weights, Maps... input) {
    Diagnostics found = new Diagnostics();
    Optional<Maps> shape = List.of(input).stream().findFirst();
    Optional<Imported> result =
        CaffeImport.run(
            new SourceFile("net.prototxt", prototxt),
            weights,
            new CaffeImport.Options("Net", "net.caffemodel", shape),
            found);
    return new Importing(result, found.list());
  }

  /**
   * Whatever is imported, the compiler takes, and it expects just the tensors that came with it.
   */
  static void mustCompile(Imported imported) {
    Result<Network> checked = check(imported.nin());
    assertThat(checked.diagnostics().list()).as(imported.nin()).isEmpty();
    Map<String, List<Integer>> expected = new TreeMap<>();
    for (Node node : checked.orThrow().graph().nodes()) {
      if (node.op() instanceof Op.Param param) {
        expected.put(param.name(), param.type().dims());
      }
    }
    Map<String, List<Integer>> actual = new TreeMap<>();
    imported.weights().forEach(tensor -> actual.put(tensor.name(), tensor.dims()));
    assertThat(actual).as(imported.nin()).isEqualTo(expected);
  }

  private static Result<Network> check(String nin) {
    try {
      return Ninc.check(path -> Optional.of(nin), "net.nin", Options.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The text between the braces of the network; a failure shows what was reported. */
  String layers() {
    String nin = result.orElseThrow(() -> new AssertionError(reports())).nin();
    return nin.substring(nin.indexOf("network"));
  }

  /** {@code NIN0504 line 12: message [label]}. */
  List<String> reports() {
    return found.stream().map(Importing::report).toList();
  }

  private static String report(Diagnostic d) {
    String line = d.primary().map(label -> " line " + label.span().line()).orElse("");
    String label = d.primary().map(l -> " [" + l.text() + "]").orElse("");
    return d.code() + line + ": " + d.message() + label;
  }
}

package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** One import for a test: its result and what was reported. */
record Importing(Optional<CaffeImport.Imported> result, List<Diagnostic> found) {

  static Importing of(String prototxt, CaffeModelFile weights, Maps... input) {
    return of(prototxt, weights.bytes(), input);
  }

  static Importing of(String prototxt, byte[] weights, Maps... input) {
    Diagnostics found = new Diagnostics();
    Optional<Maps> shape = List.of(input).stream().findFirst();
    Optional<CaffeImport.Imported> result =
        CaffeImport.run(
            new SourceFile("net.prototxt", prototxt),
            weights,
            new CaffeImport.Options("Net", "net.caffemodel", shape),
            found);
    return new Importing(result, found.list());
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

package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Severity;
import dev.ninc.compiler.interchange.layers.Assembly;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.interchange.layers.Normalizations;
import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@code .nin} file and tensors of an ONNX model: of a convolutional network for images of
 * one size, whatever their number. mlpconv layers are recovered, batch normalizations stay what
 * they are.
 */
public final class OnnxImport {

  private static final long OLDEST = 7;

  /** Later sets were not looked at: they may change what an operator means. */
  private static final long NEWEST = 26;

  private static final int MOST_DOC_LINES = 20;
  private static final int LONGEST_DOC_LINE = 200;

  private OnnxImport() {}

  /**
   * What the model itself does not say.
   *
   * @param network how the network is to be called
   * @param source what messages call the model
   * @param input the shape of the images, channels x height x width; empty if the model says it
   */
  public record Options(String network, String source, Optional<Maps> input) {}

  /**
   * Imports a network.
   *
   * @param file the bytes of the model
   * @param files what lies beside it
   * @param found where all mistakes are reported; nothing is imported where it holds errors
   */
  public static Optional<Imported> run(
      byte[] file, ExternalData files, Options options, Diagnostics found) {
    Assembly.checkName(options.network(), found);
    Optional<OnnxModel> model = OnnxReader.read(file, options.source(), found);
    if (model.isEmpty() || !isKnownSet(model.get(), options, found)) {
      return Optional.empty();
    }
    OnnxModel.Graph graph = model.get().graph();
    Listing listing = new Listing(graph, options.source());
    Optional<Wires> wires = Wires.of(graph, listing, found);
    Optional<OnnxInput> input =
        wires.flatMap(w -> OnnxInput.of(graph, w, listing, options.input(), found));
    if (input.isEmpty()) {
      return Optional.empty();
    }
    GraphReader reader =
        new GraphReader(model.get(), wires.get(), listing, input.get(), files, found);
    Optional<Net> net = reader.net();
    if (net.isEmpty() || found.hasErrors()) {
      return Optional.empty();
    }
    Assembly.Request request =
        new Assembly.Request(
            options.network(),
            comment(model.get(), options, input.get()),
            Assembly.Style.NEEDED_NAMES);
    return Assembly.of(
        request,
        Normalizations.joined(net.get()),
        input.get().shape(),
        reader.weights(),
        new OnnxComplaints(found),
        found);
  }

  /** Older operators mean something else; of newer ones that is only possible. */
  private static boolean isKnownSet(OnnxModel model, Options options, Diagnostics found) {
    long version = operatorSet(model);
    boolean known = version >= OLDEST;
    if (!known || version > NEWEST) {
      found.add(
          new Diagnostic(
              known ? Severity.WARNING : Severity.ERROR,
              Code.NIN0702,
              "%s has operators of the set %d; known are the sets %d to %d."
                  .formatted(options.source(), version, OLDEST, NEWEST),
              Optional.empty(),
              List.of(),
              Optional.of(
                  known
                      ? "Compare what is imported with the model: `ninc verify` does so."
                      : "Export it again, or convert it with `onnx.version_converter`.")));
    }
    return known;
  }

  /** The version of ONNX's own operators; 0 where the model does not say it. */
  static long operatorSet(OnnxModel model) {
    return model.operatorSets().getOrDefault("", 0L);
  }

  private static List<String> comment(OnnxModel model, Options options, OnnxInput input) {
    List<String> lines = new ArrayList<>();
    model
        .graph()
        .doc()
        .lines()
        .limit(MOST_DOC_LINES)
        .map(line -> "/// " + cut(line))
        .map(String::stripTrailing)
        .forEach(lines::add);
    String path = options.source().replace('\\', '/');
    String file = path.substring(path.lastIndexOf('/') + 1);
    String name = cut(model.graph().name());
    String producer = cut(model.producer());
    lines.add(
        "/// Imported from ONNX's "
            + file
            + (name.isBlank() ? "" : ", where it is called `" + name + "`")
            + (producer.isBlank() ? "." : "; made by " + producer + "."));
    input.remark().ifPresent(remark -> lines.add("// " + remark));
    return lines;
  }

  private static String cut(String line) {
    int end =
        line.offsetByCodePoints(
            0, Math.min(LONGEST_DOC_LINE, line.codePointCount(0, line.length())));
    return line.substring(0, end).strip();
  }
}

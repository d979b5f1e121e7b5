package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Assembly;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.interchange.layers.Net;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@code .nin} file and tensors of a Caffe definition (prototxt) and its trained weights
 * (caffemodel), of the old format (V1, {@code layers}) or the new one ({@code layer}). The network
 * is the one for inference, phase {@code TEST}; mlpconv layers are recovered.
 */
public final class CaffeImport {

  private CaffeImport() {}

  /**
   * What the definition itself does not say.
   *
   * @param network how the network is to be called; the name in a definition is often another's
   * @param weightsName what messages call the file of weights
   * @param input the shape of the images, channels x height x width; empty if the definition says
   *     it. It goes before what the definition says.
   */
  public record Options(String network, String weightsName, Optional<Maps> input) {}

  /**
   * Imports a network.
   *
   * @param prototxt the definition: for training, testing or deployment
   * @param caffemodel the bytes of the trained weights
   * @param found where all mistakes are reported; nothing is imported where it holds errors
   */
  public static Optional<Imported> run(
      SourceFile prototxt, byte[] caffemodel, Options options, Diagnostics found) {
    Optional<Definition> definition =
        TextFormat.parse(prototxt, found).flatMap(message -> Definition.read(message, found));
    Optional<InputText> input = definition.flatMap(d -> InputText.of(d, found));
    Optional<Net> net = input.flatMap(i -> Wiring.connect(definition.get(), i, found));
    List<TrainedLayer> layers = trained(caffemodel, options.weightsName(), found);
    Assembly.checkName(options.network(), found);
    if (net.isEmpty() || layers.isEmpty()) {
      return Optional.empty(); // what follows would only be further errors of the same causes
    }
    CaffeWeights trained = new CaffeWeights(layers, options.weightsName(), found);
    Optional<Maps> shape = shape(input.get(), options, net.get(), trained, found);
    List<String> comment = comment(prototxt, definition.get(), input.get(), net.get());
    Assembly.Request request =
        new Assembly.Request(options.network(), comment, Assembly.Style.EACH_NAME);
    Optional<Imported> imported =
        Assembly.of(request, net.get(), shape, trained, new CaffeComplaints(found), found);
    trained.reportUnused();
    return imported;
  }

  private static List<TrainedLayer> trained(byte[] file, String name, Diagnostics found) {
    try {
      return CaffeModelReader.read(file, name);
    } catch (WeightsException e) {
      found.add(Diagnostic.error(Code.NIN0507, e.getMessage()));
      return List.of();
    }
  }

  /** What the caller says, else the definition; how many channels there are, the weights know. */
  private static Optional<Maps> shape(
      InputText input, Options options, Net net, CaffeWeights trained, Diagnostics found) {
    int trainedFor = channels(net, trained);
    if (options.input().isPresent()) {
      return fitting(options.input().get(), trainedFor, found);
    }
    int channels = input.channels() > 0 ? input.channels() : trainedFor;
    if (channels > 0 && input.height() > 0 && input.width() > 0) {
      return Optional.of(new Maps(channels, input.height(), input.width()));
    }
    String known = (channels > 0 ? channels : "C") + "xHxW";
    found.add(
        Diagnostic.error(
                Code.NIN0505,
                input.span(),
                "The definition does not say how large the images are.",
                channels > 0 ? "its first weights are for " + channels + " channels" : "not here")
            .hint("Add `--input " + known + "`, with the height and width of the images."));
    return Optional.empty();
  }

  /** The channels of the images that the first convolution was trained with; 0 if not known. */
  private static int channels(Net net, CaffeWeights trained) {
    for (Net.Node node : net.nodes()) {
      if (node.inputs().contains(0) && node.op() instanceof LayerOp.Conv conv) {
        int channels = trained.channels(node.name(), conv.groups());
        if (channels > 0) {
          return channels;
        }
      }
    }
    return 0;
  }

  private static Optional<Maps> fitting(Maps asked, int trainedFor, Diagnostics found) {
    if (trainedFor == 0 || trainedFor == asked.channels()) {
      return Optional.of(asked);
    }
    found.add(
        Diagnostic.error(
                Code.NIN0505,
                "The images of `--input "
                    + asked
                    + "` have another number of channels than those"
                    + " that the weights were trained with, "
                    + trainedFor
                    + ".")
            .hint(
                "Write `--input "
                    + trainedFor
                    + "x"
                    + asked.height()
                    + "x"
                    + asked.width()
                    + "`."));
    return Optional.empty();
  }

  private static List<String> comment(
      SourceFile prototxt, Definition definition, InputText input, Net net) {
    String path = prototxt.name();
    String file = path.substring(path.lastIndexOf('/') + 1);
    List<String> lines = new ArrayList<>();
    String called =
        definition.name().isEmpty() ? "" : ", where it is called `" + definition.name() + "`";
    lines.add("/// Imported from Caffe's " + file + called + ".");
    input.remarks().forEach(remark -> lines.add("// " + remark));
    net.remarks().forEach(remark -> lines.add("// " + remark));
    return lines;
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.weights.NameList;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Other names for the tensors of a file. */
final class NameArguments {

  private static final long LARGEST_LIST = 4L << 20;

  @Option(
      names = "--map",
      paramLabel = "OLD=NEW",
      description =
          "Rename a tensor of the weights file; may be repeated. Behind --map-file, if that is"
              + " given too.")
  private Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--map-file",
      paramLabel = "NAMES.txt",
      description =
          "Rename tensors of the weights file by a list in two columns, OLD NEW; `-` for NEW leaves"
              + " the tensor out, and # begins a comment.")
  private Path list;

  boolean isEmpty() {
    return list == null && renamed.isEmpty();
  }

  /** The option that is given, for messages; there is one. */
  String option() {
    return list == null ? "--map" : "--map-file";
  }

  /** The file, if there is one. */
  List<Path> files() {
    return list == null ? List.of() : List.of(list);
  }

  /**
   * These tensors under their new names, without those that are left out.
   *
   * @throws Rejected with all mistakes in the list of names
   * @throws IOException where names of --map do not fit
   */
  Weights rename(Weights weights) throws IOException, Mistake, Rejected {
    if (isEmpty()) {
      return weights;
    }
    Map<String, String> names =
        names(weights.source(), weights.tensors().stream().map(WeightTensor::name).toList());
    List<WeightTensor> tensors = new ArrayList<>();
    names.forEach(
        (old, name) -> {
          WeightTensor tensor = weights.tensor(old);
          tensors.add(new WeightTensor(name, tensor.dims(), tensor.values()));
        });
    return Weights.of(weights.source(), tensors);
  }

  /**
   * The new names by the old ones, in their order, without those that are left out.
   *
   * @param source where the tensors come from, for messages
   */
  Map<String, String> names(String source, List<String> tensors)
      throws IOException, Mistake, Rejected {
    Map<String, String> names = new LinkedHashMap<>();
    if (list == null) {
      tensors.forEach(t -> names.put(t, t));
    } else {
      names.putAll(listed(tensors));
    }
    Iterator<WeightTensor> last = singly(source, names.values()).tensors().iterator();
    names.replaceAll((old, name) -> last.next().name());
    return names;
  }

  private Map<String, String> listed(List<String> tensors) throws IOException, Mistake, Rejected {
    Path path = UserFiles.readable(list, "the list of names");
    SourceFile text = new SourceFile(path.toString(), UserFiles.text(path, LARGEST_LIST));
    Diagnostics found = new Diagnostics();
    Map<String, String> names = NameList.read(text, tensors, found);
    if (found.hasErrors()) {
      throw new Rejected(found);
    }
    return names;
  }

  /** What --map makes of names: tensors without a number, so that {@link Weights} may rename. */
  private Weights singly(String source, Collection<String> names) throws IOException {
    List<WeightTensor> empty =
        names.stream().map(n -> new WeightTensor(n, List.of(0), new float[0])).toList();
    return Weights.of(source, empty).rename(renamed);
  }
}

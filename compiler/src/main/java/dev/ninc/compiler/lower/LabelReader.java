package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.RelativePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The names of the classes, from the list or the file that the network names. */
final class LabelReader {

  private final Loader loader;
  private final Mistakes mistakes;

  LabelReader(Loader loader, Mistakes mistakes) {
    this.loader = loader;
    this.mistakes = mistakes;
  }

  /** Empty where the file cannot be used, which was reported. */
  Optional<List<String>> read(Item.Labels labels) {
    if (labels.source() instanceof Item.Labels.Listed listed) {
      return Optional.of(listed.names().stream().map(Name::text).toList());
    }
    Name path = ((Item.Labels.InFile) labels.source()).path();
    if (!RelativePath.isInside(path.text())) {
      return wrong(
          path,
          "The file of labels lies outside the project.",
          "not a path inside the project",
          "Put it into the project, the folder of the network's file, and write its path with forward slashes.");
    }
    String message = "The file of labels `" + path + "` cannot be read.";
    try {
      Optional<String> text = loader.load(path.text());
      return text.isPresent()
          ? text.map(LabelReader::lines)
          : wrong(path, message, "not found", "Put it beside the network: one label to a line.");
    } catch (IOException e) {
      return wrong(path, message, "is there, but cannot be read", Loader.advice(e));
    }
  }

  private Optional<List<String>> wrong(Name path, String message, String label, String hint) {
    mistakes.add(Diagnostic.error(Code.NIN0114, path.span(), message, label).hint(hint));
    return Optional.empty();
  }

  /** One label to a line, without a byte order mark and without an empty end. */
  private static List<String> lines(String text) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return clean.stripTrailing().lines().map(String::strip).toList();
  }
}

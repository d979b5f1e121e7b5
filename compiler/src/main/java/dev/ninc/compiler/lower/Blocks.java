package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Import;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.ForeignWords;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.source.RelativePath;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.source.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The blocks of a program. Each file sees its own and those of the files that it imports itself.
 */
final class Blocks {

  /** What the user may have meant by a name in front of parentheses. */
  private static final List<String> LAYERS =
      List.of(
          "mlpconv",
          "conv",
          "cccp",
          "depthwise",
          "fc",
          "maxpool",
          "avgpool",
          "gap",
          "dropout",
          "batchnorm",
          "lrn",
          "softmax",
          "relu",
          "leaky",
          "relu6",
          "sigmoid",
          "tanh",
          "concat",
          "add",
          "identity",
          "repeat");

  private final Program program;
  private final Mistakes mistakes;
  private final Map<SourceFile, Map<String, Definition>> visible = new LinkedHashMap<>();

  /** Files that may see blocks which could not be read. */
  private final Set<SourceFile> incomplete = new HashSet<>();

  private final Set<Span> recursive = new HashSet<>();

  /** Names that are used twice are reported. */
  Blocks(Program program, Mistakes mistakes) {
    this.program = program;
    this.mistakes = mistakes;
    program.files().forEach(this::collect);
    recursive.addAll(new Recursion(this, mistakes).find());
  }

  private void collect(NetFile file) {
    Map<String, Definition> names = new LinkedHashMap<>();
    visible.put(file.file(), names);
    file.blocks().forEach(b -> own(b, names));
    if (file.broken()) {
      incomplete.add(file.file());
    }
    for (Import statement : file.imports()) {
      Optional<NetFile> imported = program.imported(statement);
      if (imported.isEmpty() || imported.get().broken()) {
        incomplete.add(file.file());
      }
      imported.ifPresent(f -> f.blocks().forEach(b -> brought(b, statement, names)));
    }
  }

  private void own(Definition block, Map<String, Definition> names) {
    Definition first = names.putIfAbsent(block.name().text(), block);
    if (first != null) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0104,
                  block.name().span(),
                  "The block `" + block.name() + "` is defined twice.",
                  "again")
              .and(first.name().span(), "first defined here")
              .hint("Rename one of them."));
    }
  }

  private void brought(Definition block, Import statement, Map<String, Definition> names) {
    Definition first = names.putIfAbsent(block.name().text(), block);
    if (first != null && !first.name().span().file().equals(block.name().span().file())) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0104,
                  statement.span(),
                  "The import brings a second block `" + block.name() + "`.",
                  "brings it too")
              .and(first.name().span(), "defined here")
              .and(block.name().span(), "and here")
              .hint("Rename one of them."));
    }
  }

  /** All blocks, file by file. */
  List<Definition> all() {
    return program.files().stream().flatMap(f -> f.blocks().stream()).toList();
  }

  /** The block of a call; empty where there is none, which is reported. */
  Optional<Definition> find(Name call) {
    Optional<Definition> block = look(call);
    if (block.isEmpty() && !incomplete.contains(call.span().file())) {
      mistakes.add(
          Diagnostic.error(
                  Code.NIN0120, call.span(), "There is no block `" + call + "`.", "not known here")
              .hint(advice(call)));
    }
    return block;
  }

  /** As {@link #find}, without a report. */
  Optional<Definition> look(Name call) {
    return Optional.ofNullable(visible.get(call.span().file()).get(call.text()));
  }

  private String advice(Name call) {
    Map<String, Definition> here = visible.get(call.span().file());
    Optional<String> elsewhere =
        all().stream()
            .filter(b -> b.name().text().equals(call.text()))
            .map(b -> b.name().span().file().name())
            .flatMap(f -> RelativePath.between(call.span().file().name(), f).stream())
            .findFirst();
    return elsewhere
        .map(file -> "Import `" + file + "` here too: a file sees only what it imports itself.")
        .or(() -> Spelling.nearest(call.text(), here.keySet()).map(n -> "Write `" + n + "`."))
        .or(() -> ForeignWords.hint(call.text(), List.of()))
        .or(() -> Spelling.nearest(call.text(), LAYERS).map(n -> "Write `" + n + "`."))
        .orElse("Define it: `block " + call + "(…) { … }`.");
  }

  /** Whether a block calls itself, which was reported. */
  boolean isRecursive(Definition block) {
    return recursive.contains(block.name().span());
  }

  /** Values for the parameters of a block; it sees no others. */
  Values values(Definition block, Mistakes mistakes) {
    Set<String> network =
        program.entry().network().stream()
            .flatMap(n -> n.parameters().stream())
            .map(p -> p.name().text())
            .collect(Collectors.toSet());
    return new Values(mistakes, "block " + block.name(), network);
  }
}

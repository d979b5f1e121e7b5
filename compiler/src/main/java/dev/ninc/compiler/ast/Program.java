package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file and all files that it needs.
 *
 * @param imports what each import brings; those that brought nothing, which was reported, are left
 *     out
 */
public record Program(NetFile entry, Map<Import, NetFile> imports) {

  public Program {
    imports = Map.copyOf(imports);
  }

  /** A file alone. */
  public static Program of(NetFile entry) {
    return new Program(entry, Map.of());
  }

  public Optional<NetFile> imported(Import statement) {
    return Optional.ofNullable(imports.get(statement));
  }

  /** The entry first, then what it imports, in the order of the imports; each file once. */
  public List<NetFile> files() {
    Map<SourceFile, NetFile> files = new LinkedHashMap<>();
    collect(entry, files);
    return List.copyOf(files.values());
  }

  private void collect(NetFile file, Map<SourceFile, NetFile> files) {
    if (files.putIfAbsent(file.file(), file) == null) {
      file.imports().forEach(i -> imported(i).ifPresent(f -> collect(f, files)));
    }
  }
}

package dev.ninc.compiler;

import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Import;
import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.lower.Loader;
import dev.ninc.compiler.source.RelativePath;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.syntax.Parser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a file imports, and what that imports; each file once. */
final class Imports {

  /** Files that import each other, in a row. */
  static final int DEPTH = 16;

  /** Files in all. */
  static final int FILES = 64;

  private final Sources sources;
  private final Diagnostics diagnostics;
  private final Map<Import, NetFile> found = new LinkedHashMap<>();

  /** By path; empty where a file cannot be used, which was reported. */
  private final Map<String, Optional<NetFile>> files = new LinkedHashMap<>();

  /** The imports that lead to the file that is read, from the entry on. */
  private final List<Link> chain = new ArrayList<>();

  private boolean tooMany;

  private record Link(String path, Optional<Import> statement) {}

  private Imports(Sources sources, Diagnostics diagnostics) {
    this.sources = sources;
    this.diagnostics = diagnostics;
  }

  /** A file with all that it needs. */
  static Program load(Sources sources, NetFile entry, Diagnostics diagnostics) {
    Imports imports = new Imports(sources, diagnostics);
    String path = RelativePath.normal(entry.file().name());
    imports.files.put(path, Optional.of(entry));
    imports.follow(entry, new Link(path, Optional.empty()));
    return new Program(entry, imports.found);
  }

  private void follow(NetFile file, Link link) {
    chain.add(link);
    Set<String> own = new HashSet<>();
    for (Import statement : file.imports()) {
      Optional<String> path = path(statement);
      if (path.isEmpty()) {
        continue;
      } else if (!own.add(path.get())) {
        report(statement, Code.NIN0104, "A file is imported twice.", "again", "Remove it.");
      } else {
        load(statement, path.get());
      }
    }
    chain.remove(chain.size() - 1);
  }

  /** From the project's folder on; empty where it leaves that. */
  private Optional<String> path(Import statement) {
    String written = statement.path().text();
    if (RelativePath.isInside(written)) {
      String importing = statement.span().file().name();
      return Optional.of(RelativePath.normal(RelativePath.folder(importing) + written));
    }
    report(
        statement,
        Code.NIN0123,
        "The imported file lies outside the project.",
        "not a path inside the project",
        "Put it beside this file or below: the project is the folder of the network's file. Write its path with forward slashes.");
    return Optional.empty();
  }

  private void load(Import statement, String path) {
    if (chain.stream().anyMatch(l -> l.path().equals(path))) {
      circle(statement, path);
    } else if (files.containsKey(path)) {
      files.get(path).ifPresent(f -> found.put(statement, f));
    } else if (chain.size() > DEPTH) {
      report(
          statement,
          Code.NIN0209,
          "Imports are nested more than " + DEPTH + " deep.",
          "one too many",
          "Import the file directly where its blocks are called.");
    } else if (files.size() > FILES) {
      if (!tooMany) {
        report(
            statement,
            Code.NIN0209,
            "More than " + FILES + " files are imported.",
            "one too many",
            "Put blocks together into fewer files.");
      }
      tooMany = true;
    } else {
      Optional<NetFile> file = read(statement, path);
      files.put(path, file);
      if (file.isPresent()) {
        found.put(statement, file.get());
        follow(file.get(), new Link(path, Optional.of(statement)));
      }
    }
  }

  private Optional<NetFile> read(Import statement, String path) {
    Optional<NetFile> file =
        text(statement, path).flatMap(t -> Parser.parse(new SourceFile(path, t), diagnostics));
    file.flatMap(NetFile::network).ifPresent(n -> network(statement, n));
    return file;
  }

  private Optional<String> text(Import statement, String path) {
    try {
      Optional<String> text = sources.load(path);
      if (text.isEmpty()) {
        report(
            statement,
            Code.NIN0123,
            "There is no file `" + statement.path() + "`.",
            "not found",
            "Its path begins in the folder of this file.");
      } else if (text.get().isBlank()) {
        report(
            statement,
            Code.NIN0123,
            "The file `" + statement.path() + "` is empty.",
            "nothing to import",
            "Write its blocks, or remove the import.");
      }
      return text.filter(t -> !t.isBlank());
    } catch (IOException e) {
      report(
          statement,
          Code.NIN0123,
          "The file `" + statement.path() + "` cannot be read.",
          "is there, but cannot be read",
          Loader.advice(e));
      return Optional.empty();
    }
  }

  private void network(Import statement, Definition network) {
    diagnostics.add(
        Diagnostic.error(
                Code.NIN0123,
                statement.span(),
                "The imported file holds a network.",
                "only files of blocks can be imported")
            .and(network.name().span(), "the network")
            .hint("Move the blocks to a file of their own, and import that here and there."));
  }

  private void circle(Import statement, String path) {
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0124,
            statement.span(),
            "The imports go in a circle.",
            "comes back to `" + path + "`");
    boolean inside = false;
    for (Link link : chain) {
      if (inside && link.statement().isPresent()) {
        error = error.and(link.statement().get().span(), "imports `" + link.path() + "`");
      }
      inside |= link.path().equals(path);
    }
    diagnostics.add(
        error.hint("Remove one of the imports, or put blocks that call each other into one file."));
  }

  private void report(Import statement, Code code, String message, String label, String hint) {
    diagnostics.add(Diagnostic.error(code, statement.span(), message, label).hint(hint));
  }
}

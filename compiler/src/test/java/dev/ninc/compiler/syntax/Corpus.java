package dev.ninc.compiler.syntax;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All texts of the repository that follow the grammar. */
final class Corpus {

  private static final Path ROOT = Path.of("..");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```nin([^\\n]*)\\n(.*?)^```");

  private Corpus() {}

  /** Those that people read: samples and examples, which must be formatted. */
  static List<SourceFile> published() throws IOException {
    List<SourceFile> texts = new ArrayList<>();
    texts.addAll(below(ROOT.resolve("samples")));
    for (String page : List.of("README.md", "dsl-grammar/LANGUAGE.md", "samples/README.md")) {
      texts.addAll(examples(ROOT.resolve(page)));
    }
    return valid(texts);
  }

  /** Those of the tests, in whatever layout. */
  static List<SourceFile> tests() throws IOException {
    List<SourceFile> texts = new ArrayList<>();
    texts.addAll(below(ROOT.resolve("compiler/src/test/resources/golden")));
    texts.addAll(below(ROOT.resolve("dsl-grammar/editors/vscode/test/golden")));
    return valid(texts);
  }

  static List<SourceFile> all() throws IOException {
    List<SourceFile> texts = new ArrayList<>(published());
    texts.addAll(tests());
    return texts;
  }

  static boolean follows(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(file, diagnostics);
    return !diagnostics.hasErrors();
  }

  private static List<SourceFile> valid(List<SourceFile> texts) {
    return texts.stream().filter(Corpus::follows).toList();
  }

  private static List<SourceFile> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<SourceFile> texts = new ArrayList<>();
      for (Path path : paths.filter(p -> p.toString().endsWith(".nin")).sorted().toList()) {
        texts.add(new SourceFile(name(path), Files.readString(path)));
      }
      return texts;
    }
  }

  private static List<SourceFile> examples(Path page) throws IOException {
    List<SourceFile> texts = new ArrayList<>();
    String text = Files.readString(page);
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start()).lines().count() + 2;
      boolean fragment = matcher.group(1).strip().equals("fragment");
      texts.add(
          new SourceFile(
              name(page) + ":" + line, fragment ? wrapped(matcher.group(2)) : matcher.group(2)));
    }
    return texts;
  }

  /** Statements as they would stand in a network. */
  private static String wrapped(String fragment) {
    return "network Fragment {\n" + fragment.indent(2).replaceAll("(?m)^ +$", "") + "}\n";
  }

  private static String name(Path path) {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }
}

package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.ir.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are read, and what hostile ones come to. */
class ImportsTest {

  private static final String RELU = " network N { input 3x4x4 relu }";
  private static final String CALLS = " network N { input 3x4x4 a() }";

  private final Map<String, String> files = new TreeMap<>();
  private final List<String> loaded = new ArrayList<>();

  @Test
  void aPathBeginsInTheFolderOfTheFileThatImports() throws IOException {
    files.put("nets/net.nin", "import \"lib/./a.nin\"" + CALLS + " block own { relu }");
    files.put("nets/lib/a.nin", "import \"more/b.nin\" import \"c.nin\" block a { b() c() }");
    files.put("nets/lib/more/b.nin", "block b { relu }");
    files.put("nets/lib/c.nin", "import \"more/b.nin\" block c { b() }");
    assertThat(check("nets/net.nin").value()).isPresent();
    assertThat(loaded)
        .containsExactly("nets/net.nin", "nets/lib/a.nin", "nets/lib/more/b.nin", "nets/lib/c.nin");
  }

  @Test
  void whatAnImportImportsIsNotSeen() throws IOException {
    files.put("net.nin", "import \"a.nin\" network N { input 3x4x4 a() b() }");
    files.put("a.nin", "import \"b.nin\" block a { b() }");
    files.put("b.nin", "block b { relu }");
    assertThat(codes("net.nin")).containsExactly(Code.NIN0120);
  }

  @Test
  void theHintOfABlockElsewhereIsWhatTheUserMustWrite() throws IOException {
    files.put(
        "nets/net.nin",
        "import \"lib/a.nin\" network N { input 3x4x4 a() b() } block own { relu }");
    files.put("nets/lib/a.nin", "import \"b.nin\" block a { b() own() }");
    files.put("nets/lib/b.nin", "block b { relu }");
    assertThat(check("./nets/net.nin").diagnostics().list().toString())
        .contains("Import `lib/b.nin` here too", "Define it: `block own(…) { … }`.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.nin",
        "/a.nin",
        "x/../a.nin",
        "C:a.nin",
        "a\\\\b.nin",
        "",
        " ",
        "a\u202Eb.nin"
      })
  void noFileOutsideTheProjectIsAskedFor(String path) throws IOException {
    files.put("net.nin", "import \"" + path + "\"" + CALLS);
    assertThat(codes("net.nin")).containsExactly(Code.NIN0123);
    assertThat(loaded).containsExactly("net.nin");
  }

  @Test
  void aFileThatImportsItselfIsACircle() throws IOException {
    files.put("a.nin", "import \"a.nin\" block a { relu }");
    files.put("net.nin", "import \"a.nin\"" + CALLS);
    assertThat(codes("net.nin")).containsExactly(Code.NIN0124);
    assertThat(codes("./a.nin")).containsExactly(Code.NIN0124, Code.NIN0119);
  }

  @Test
  void sixteenFilesInARowAndSixtyFourInAllAreRead() throws IOException {
    for (int i = 1; i <= 17; i++) {
      files.put(
          "c" + i + ".nin",
          (i < 17 ? "import \"c" + (i + 1) + ".nin\"" : "") + " block c" + i + " { relu }");
    }
    files.put("deep.nin", "import \"c2.nin\"" + RELU);
    files.put("deeper.nin", "import \"c1.nin\"" + RELU);
    assertThat(codes("deep.nin")).isEmpty();
    assertThat(codes("deeper.nin")).containsExactly(Code.NIN0209);
    for (int i = 1; i <= 66; i++) {
      files.put("w" + i + ".nin", "block w" + i + " { relu }");
    }
    files.put("a.nin", "block a { relu }");
    files.put("wide.nin", "import \"a.nin\" " + imports(63) + CALLS);
    files.put("wider.nin", "import \"a.nin\" " + imports(66) + CALLS);
    assertThat(codes("wide.nin")).isEmpty();
    assertThat(codes("wider.nin")).containsExactly(Code.NIN0209);
  }

  private static String imports(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "import \"w" + i + ".nin\"")
        .collect(Collectors.joining(" "));
  }

  /** Each file imports all that follow it: read once each, not 2^15 times. */
  @Test
  void aFileIsReadOnceHoweverManyImportIt() throws IOException {
    for (int i = 1; i <= 15; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = i + 1; j <= 15; j++) {
        text.append("import \"f").append(j).append(".nin\"\n");
      }
      files.put("f" + i + ".nin", text + "block b" + i + " { relu }");
    }
    files.put("net.nin", "import \"f1.nin\" network N { input 3x4x4 b1() }");
    assertThat(codes("net.nin")).isEmpty();
    assertThat(loaded).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  void aHugeImportIsRefused() throws IOException {
    files.put("net.nin", "import \"a.nin\"" + CALLS);
    files.put("a.nin", "block a { relu } //" + "x".repeat(1 << 20));
    assertThat(codes("net.nin")).containsExactly(Code.NIN0202);
    files.put("a.nin", "block a { relu } //" + "x".repeat((1 << 20) - 100));
    assertThat(codes("net.nin")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAMistakeAtItsPlaceAndHidesNoOther() throws IOException {
    Sources sources =
        path -> {
          if (path.equals("a.nin")) {
            throw new IOException("Save it as text.");
          }
          return Optional.of("import \"a.nin\" network A { input 1x1x1 gap 3 wrong }");
        };
    List<Diagnostic> found = Ninc.check(sources, "net.nin", Options.DEFAULT).diagnostics().list();
    assertThat(found).extracting(Diagnostic::code).contains(Code.NIN0123).hasSizeGreaterThan(1);
    assertThat(found.get(0).hint()).hasValue("Save it as text.");
  }

  @Test
  void anEmptyFileIsAMistakeOfTheImport() throws IOException {
    files.put("net.nin", "import \"a.nin\" network A { input 1x1x1 gap }");
    files.put("a.nin", " \n");
    assertThat(codes("net.nin")).containsExactly(Code.NIN0123);
  }

  @Test
  void anImportOfTheNetworkItselfIsACircle() throws IOException {
    files.put("net.nin", "import \"a.nin\"" + CALLS);
    files.put("a.nin", "import \"net.nin\" block a { relu }");
    assertThat(codes("net.nin")).containsExactly(Code.NIN0124);
  }

  @Test
  void mistakesInAnImportAndHereAreBothReported() throws IOException {
    files.put("net.nin", "import \"a.nin\" network N { input 3x4x4 a() cccp 0 }");
    files.put("a.nin", "block a { relu cccp }");
    assertThat(codes("net.nin")).containsExactlyInAnyOrder(Code.NIN0001, Code.NIN0106);
    files.put("a.nin", "block a { relu group 3 }");
    assertThat(codes("net.nin")).containsExactlyInAnyOrder(Code.NIN0108, Code.NIN0106);
  }

  private Result<Network> check(String entry) throws IOException {
    return Ninc.check(this::load, entry, Options.DEFAULT);
  }

  private List<Code> codes(String entry) throws IOException {
    Result<Network> result = check(entry);
    new Renderer(false).render(result.diagnostics());
    return result.diagnostics().list().stream().map(Diagnostic::code).toList();
  }

  private Optional<String> load(String path) {
    loaded.add(path);
    String known = path.startsWith("./") ? path.substring(2) : path;
    return Optional.ofNullable(files.get(known));
  }
}

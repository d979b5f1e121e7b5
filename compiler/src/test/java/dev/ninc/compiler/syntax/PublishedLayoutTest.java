package dev.ninc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Samples and examples look as {@code ninc fmt} would have them. */
class PublishedLayoutTest {

  @TestFactory
  Stream<DynamicTest> isFormatted() throws IOException {
    return Corpus.published().stream()
        .map(f -> DynamicTest.dynamicTest(f.name(), () -> isFormatted(f)));
  }

  private static void isFormatted(SourceFile file) {
    assertThat(file.text()).isEqualTo(Formatter.format(file, new Diagnostics()).orElseThrow());
  }

  /** Otherwise the tests above would test nothing. */
  @Test
  void textsWereFound() throws IOException {
    List<String> names = Corpus.published().stream().map(SourceFile::name).toList();
    assertThat(names).contains("samples/models/nin-cifar10.nin");
    assertThat(names).filteredOn(n -> n.contains("LANGUAGE.md")).hasSizeGreaterThan(10);
    assertThat(Corpus.tests()).hasSizeGreaterThan(30);
  }
}

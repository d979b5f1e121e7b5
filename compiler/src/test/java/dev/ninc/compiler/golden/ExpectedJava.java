package dev.ninc.compiler.golden;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.emit.GeneratedFile;

/** {@code Small.java}, {@code SmallScalar.java}, …: the generated sources by their names. */
final class ExpectedJava implements Expectation {

  @Override
  public boolean covers(String fileName) {
    return fileName.endsWith(".java");
  }

  @Override
  public String actual(Case input, String fileName) {
    return Ninc.emit(input.network(), input.options().packageName("model")).stream()
        .filter(f -> f.path().equals("model/" + fileName))
        .map(GeneratedFile::text)
        .findFirst()
        .orElse("");
  }
}

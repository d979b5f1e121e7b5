package dev.ninc.compiler.golden;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import java.util.List;

/**
 * {@code Small.java}, {@code SmallScalar.java}, {@code SmallOpenCl.java}, {@code SmallGpu.cl}, …:
 * the generated sources by their names.
 */
final class ExpectedSources implements Expectation {

  private static final String PROGRAM = ".cl";

  @Override
  public boolean covers(String fileName) {
    return fileName.endsWith(".java") || fileName.endsWith(PROGRAM);
  }

  @Override
  public String actual(Case input, String fileName) {
    boolean openCl = fileName.endsWith("OpenCl.java") || fileName.endsWith(PROGRAM);
    TargetLanguage target = openCl ? TargetLanguage.OPENCL : TargetLanguage.JAVA;
    Options options = input.options().packageName("model").targets(List.of(target));
    return Ninc.emit(input.network(), options).stream()
        .filter(f -> f.path().equals("model/" + fileName))
        .map(GeneratedFile::text)
        .findFirst()
        .orElse("");
  }
}

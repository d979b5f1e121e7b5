package dev.ninc.compiler.golden;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.JsonRenderer;
import dev.ninc.compiler.diag.Renderer;

/** {@code expected.diag}, as a person reads them, and {@code expected.json}, as a tool does. */
final class ExpectedDiagnostics implements Expectation {

  @Override
  public boolean covers(String fileName) {
    return fileName.equals("expected.diag") || fileName.equals("expected.json");
  }

  @Override
  public String actual(Case input, String fileName) {
    Diagnostics diagnostics = input.check().diagnostics();
    return fileName.endsWith(".json")
        ? JsonRenderer.render(diagnostics.list())
        : new Renderer(false).render(diagnostics);
  }
}

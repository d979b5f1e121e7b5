package dev.ninc.compiler;

import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.source.CompilerBug;
import java.util.List;
import java.util.Optional;

/**
 * What came of a request: a value, or the mistakes that were in the way; warnings stand beside a
 * value.
 */
public record Result<T>(Optional<T> value, List<Diagnostic> diagnostics) {

  public Result {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The value of a request that the caller knows to be right. */
  public T orThrow() {
    return value.orElseThrow(() -> new CompilerBug("not expected: " + diagnostics));
  }
}

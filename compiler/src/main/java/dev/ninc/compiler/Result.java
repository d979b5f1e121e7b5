package dev.ninc.compiler;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.CompilerBug;
import java.util.Optional;

/**
 * What came of a request: a value, or the mistakes that were in the way; warnings stand beside a
 * value.
 */
public record Result<T>(Optional<T> value, Diagnostics diagnostics) {

  /** The value of a request that the caller knows to be right. */
  public T orThrow() {
    return value.orElseThrow(() -> new CompilerBug("not expected: " + diagnostics.list()));
  }
}

package dev.ninc.compiler.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a verification found, step by step. */
public record Report(List<Finding> findings) {

  public Report {
    findings = List.copyOf(findings);
  }

  /** With one more, as the last. */
  public Report and(Finding finding) {
    return new Report(Stream.concat(findings.stream(), Stream.of(finding)).toList());
  }

  /** The first step that is further off than allowed: later ones may only be its consequence. */
  public Optional<Finding> firstDivergence() {
    return findings.stream().filter(f -> !f.isAllowed()).findFirst();
  }
}

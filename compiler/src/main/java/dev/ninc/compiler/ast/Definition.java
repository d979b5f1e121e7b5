package dev.ninc.compiler.ast;

import java.util.List;

/**
 * {@code network Name(parameters) { … }}, or {@code block name(parameters) { … }}.
 *
 * @param doc the {@code ///} lines above it, without slashes, joined by newlines
 */
public record Definition(String doc, Name name, List<Parameter> parameters, Body body) {

  public Definition {
    parameters = List.copyOf(parameters);
  }
}

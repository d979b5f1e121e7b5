package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.SourceFile;
import java.util.List;

/**
 * A file: one network.
 *
 * @param doc the {@code ///} lines above the network, without slashes, joined by newlines
 */
public record NetFile(
    SourceFile file, String doc, Name name, List<Parameter> parameters, Body body) {

  public NetFile {
    parameters = List.copyOf(parameters);
  }
}

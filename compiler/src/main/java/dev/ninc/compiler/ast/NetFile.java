package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A file: a network with the blocks that it uses, or blocks alone for others to import.
 *
 * @param network empty in a file of blocks, and where it could not be read
 * @param broken whether a definition or an import could not be read, which was reported: there may
 *     be blocks that nobody knows
 */
public record NetFile(
    SourceFile file,
    List<Import> imports,
    List<Definition> blocks,
    Optional<Definition> network,
    boolean broken) {

  public NetFile {
    imports = List.copyOf(imports);
    blocks = List.copyOf(blocks);
  }
}

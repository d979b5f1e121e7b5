package dev.ninc.maven;

import java.nio.file.Path;

/**
 * Where a goal writes.
 *
 * @param sources the source root for what the user's build compiles
 * @param resources the resource root for compiled vector kernels, weights and programs
 * @param vectorSources the sources of the vector kernels, for people to read
 * @param classes where the build lays its classes and resources: only to delete from
 * @param state the file that remembers what was made
 */
record Folders(Path sources, Path resources, Path vectorSources, Path classes, Path state) {

  /** Where files of a kind lie. */
  Path root(Output.Kind kind) {
    return switch (kind) {
      case SOURCE -> sources;
      case RESOURCE -> resources;
      case VECTOR_SOURCE -> vectorSources;
    };
  }
}

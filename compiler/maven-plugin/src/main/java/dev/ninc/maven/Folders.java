package dev.ninc.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a goal writes.
 *
 * @param sources the source root for what the user's build compiles
 * @param resources the resource root for compiled vector kernels, weights and programs
 * @param vectorSources the sources of the vector kernels, for people to read
 * @param classes where the build lays its classes and resources: only to delete from
 * @param state the file that remembers what was made
 * @param others the states of the goal's other executions, by their ids; they need not be there
 */
record Folders(
    Path sources,
    Path resources,
    Path vectorSources,
    Path classes,
    Path state,
    Map<String, Path> others) {

  Folders {
    others = Map.copyOf(others);
  }

  /** Where files are written before they are moved: what a build leaves there is packed nowhere. */
  Path parts() {
    return state.getParent();
  }

  /** Whether no build has written anything. */
  boolean areUntouched() {
    return !Files.exists(state) && !Files.exists(sources) && !Files.exists(resources);
  }

  /** Where files of a kind lie. */
  Path root(Output.Kind kind) {
    return switch (kind) {
      case SOURCE -> sources;
      case RESOURCE -> resources;
      case VECTOR_SOURCE -> vectorSources;
    };
  }
}

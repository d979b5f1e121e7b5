package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the goal's other executions made: they may write to the same roots. */
final class Others {

  /** The states that they left, by the executions' ids. */
  private final Map<String, State> states = new HashMap<>();

  /**
   * @param files with the states, by the executions' ids; they need not be there
   */
  static Others read(Map<String, Path> files) throws IOException {
    Others others = new Others();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      others.states.put(file.getKey(), State.read(file.getValue()));
    }
    return others;
  }

  /** All files that they made. */
  Set<State.Place> places() {
    Set<State.Place> places = new HashSet<>();
    states.values().forEach(s -> places.addAll(s.places()));
    return places;
  }

  /** The network that a file was made of, in words, as long as that network is there. */
  Optional<String> owner(State.Place place) {
    for (Map.Entry<String, State> other : states.entrySet()) {
      for (Map.Entry<String, State.Made> model : other.getValue().models().entrySet()) {
        State.Made made = model.getValue();
        if (made.outputs().containsKey(place) && made.isThere(model.getKey())) {
          return Optional.of(
              "`%s` of the execution `%s`".formatted(model.getKey(), other.getKey()));
        }
      }
    }
    return Optional.empty();
  }
}

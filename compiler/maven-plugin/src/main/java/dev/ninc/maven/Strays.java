package dev.ninc.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Files in the roots that no network gives: such as those of networks that were removed together
 * with the state that knew of them. The user's build compiles and packs them as if they were right.
 * They may be the user's own, and are not deleted.
 */
final class Strays {

  private static final String TEXT =
      "`%s` holds what no network gives, such as `%s`: it becomes part of the jar, and `mvn clean`"
          + " removes it. Nothing but this plugin is to write there.";

  private Strays() {}

  /** One warning for each root with such files. */
  static List<Message> find(Folders folders, Set<State.Place> known) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (Output.Kind kind : List.of(Output.Kind.SOURCE, Output.Kind.RESOURCE)) {
      Path root = folders.root(kind);
      Disk.files(root).stream()
          .map(file -> Disk.below(root, file))
          .filter(path -> !known.contains(new State.Place(kind, path)))
          .findFirst()
          .ifPresent(path -> messages.add(Message.warning(TEXT.formatted(root, path))));
    }
    return messages;
  }
}

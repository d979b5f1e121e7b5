package dev.ninc.maven;

import java.util.List;
import java.util.SortedMap;

/**
 * What came of one {@code .nin} file.
 *
 * @param inputs hashes by path of all that it was made of
 * @param outputs the files to write; none where there are mistakes, or blocks alone
 */
record Model(
    ModelFile file,
    SortedMap<String, String> inputs,
    List<Output> outputs,
    List<Message> messages) {

  Model {
    outputs = List.copyOf(outputs);
    messages = List.copyOf(messages);
  }

  long errors() {
    return messages.stream().filter(m -> m.level() == Message.Level.ERROR).count();
  }
}

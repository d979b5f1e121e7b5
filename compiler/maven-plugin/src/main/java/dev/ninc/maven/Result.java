package dev.ninc.maven;

import java.util.List;
import java.util.Optional;

/**
 * What came of a request.
 *
 * @param messages in the order in which to tell them
 * @param failure one line that sums up the mistakes; empty where all is well
 */
record Result(List<Message> messages, Optional<String> failure) {

  Result {
    messages = List.copyOf(messages);
  }
}

package dev.ninc.maven;

/**
 * Something to tell the user.
 *
 * @param text whole sentences, or a rendered diagnostic; no newline at the end
 */
record Message(Level level, String text) {

  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }

  static Message debug(String text) {
    return new Message(Level.DEBUG, text);
  }

  static Message info(String text) {
    return new Message(Level.INFO, text);
  }

  static Message warning(String text) {
    return new Message(Level.WARNING, text);
  }

  static Message error(String text) {
    return new Message(Level.ERROR, text);
  }
}

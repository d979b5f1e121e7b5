package dev.ninc.compiler.diag;

/** Colours, or none. */
enum Style {
  PLAIN {
    @Override
    String paint(String text, String codes) {
      return text;
    }
  },
  ANSI {
    @Override
    String paint(String text, String codes) {
      return "\u001B[" + codes + "m" + text + "\u001B[0m";
    }
  };

  abstract String paint(String text, String codes);

  /** Red for an error, yellow for a warning. */
  String severe(String text, boolean error) {
    return paint(text, error ? "1;31" : "1;33");
  }

  String other(String text) {
    return paint(text, "36");
  }

  String frame(String text) {
    return paint(text, "34");
  }

  String bold(String text) {
    return paint(text, "1");
  }
}

package dev.ninc.compiler.emit.model;

import javax.lang.model.SourceVersion;

/** Names of layers and networks as identifiers of generated code. */
public final class Identifiers {

  private Identifiers() {}

  /** {@code conv4-1024} → {@code conv4_1024}; {@code conv1:out} → {@code conv1Out}. */
  public static String of(String name) {
    StringBuilder text = new StringBuilder();
    boolean upper = false;
    for (char c : name.toCharArray()) {
      if (c == ':') {
        upper = true;
      } else {
        boolean ascii = c < 128 && Character.isLetterOrDigit(c);
        text.append(ascii ? (upper ? Character.toUpperCase(c) : c) : '_');
        upper = false;
      }
    }
    String word = Character.isDigit(text.charAt(0)) ? "_" + text : text.toString();
    return SourceVersion.isName(word, SourceVersion.RELEASE_17) && !word.equals("_")
        ? word
        : word + "_";
  }
}

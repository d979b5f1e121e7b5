package dev.ninc.compiler.diag;

/**
 * The kinds of mistakes: 00xx text, 01xx names and values, 02xx limits, 03xx shapes, 04xx weights,
 * 05xx imports. A number is never used again for another kind.
 */
public enum Code {
  // 00xx: text
  NIN0001("The text does not follow the grammar."),

  // 05xx: imports
  NIN0501("A definition that does not follow the text format of protocol buffers."),
  NIN0502("A field of a definition that is missing, repeated or out of its range."),
  NIN0503("A layer or an option that cannot be imported."),
  NIN0504("Layers that are not connected as a `.nin` file can say."),
  NIN0505("An input whose shape is not known."),
  NIN0506("A layer that does not fit the maps in front of it."),
  NIN0507("A file of trained weights that cannot be read."),
  NIN0508("Trained weights that do not fit the definition."),
  NIN0509("Trained weights that no layer uses."),
  NIN0510("A name that cannot stand in a `.nin` file.");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /** What this kind of mistake is, in one line. */
  public String title() {
    return title;
  }
}

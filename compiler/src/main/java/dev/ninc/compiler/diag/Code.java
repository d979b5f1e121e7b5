package dev.ninc.compiler.diag;

/**
 * The kinds of mistakes: 00xx text, 01xx names and values, 02xx limits, 03xx shapes, 04xx weights,
 * 05xx imports, 06xx tuning files. A number is never used again for another kind.
 */
public enum Code {
  // 00xx: text
  NIN0001("The text does not follow the grammar."),
  NIN0002("A character that is not part of the language."),
  NIN0003("A quoted name or text without its closing quote."),
  NIN0004("A number that cannot be read."),
  NIN0005("A word where a layer is expected, which is no layer."),
  NIN0006("A brace that is never closed."),
  NIN0007("More than one network in a file."),
  NIN0008("A name that cannot be used."),
  NIN0009("An import or a definition that is out of place."),

  // 01xx: names and values
  NIN0101("A parameter that does not exist."),
  NIN0102("A value from outside for a parameter that does not exist."),
  NIN0103("A value from outside that does not suit its parameter."),
  NIN0104("A name or a statement that is given twice."),
  NIN0105("A number that must be whole."),
  NIN0106("A number out of its range."),
  NIN0107("A division by zero."),
  NIN0108("An option that the layer does not take."),
  NIN0109("An option that is given twice."),
  NIN0110("The wrong number of sizes or values."),
  NIN0111("An activation that does not exist."),
  NIN0112("An input that is missing, not first, or given twice."),
  NIN0113("An output that names no earlier layer."),
  NIN0114("A file of labels that cannot be used."),
  NIN0115("A network without a layer."),
  NIN0116("A branch too few, or an empty body."),
  NIN0117("A statement that cannot stand in a branch, a repetition or a block."),
  NIN0118("A parameter of the network without a default."),
  NIN0119("A file without a network."),
  NIN0120("A block that does not exist."),
  NIN0121("Arguments that do not suit the parameters of the block."),
  NIN0122("A block that calls itself."),
  NIN0123("An import that cannot be used."),
  NIN0124("Imports in a circle."),
  NIN0125("A preprocessing that is out of place, or its steps out of order."),
  NIN0126("An order of colours that does not exist."),
  NIN0127("A normalization or an activation behind a ReLU that is not written."),

  // 02xx: limits
  NIN0201("Brackets that are nested too deeply."),
  NIN0202("A file that is too large."),
  NIN0203("An expression that is too long."),
  NIN0204("Too many layers."),
  NIN0205("A weight with too many numbers."),
  NIN0206("Maps with too many numbers."),
  NIN0207("A number with too many digits."),
  NIN0208("A network that no Java class or array could hold."),
  NIN0209("Too many imports, or imports that are nested too deeply."),
  NIN0210("Calls, repetitions and branches that are nested too deeply."),

  // 03xx: shapes
  NIN0301("Branches of an addition whose shapes differ."),
  NIN0302("Branches of a concatenation whose heights or widths differ."),
  NIN0303("A window that is larger than what it slides over."),
  NIN0304("Groups that do not divide the channels."),
  NIN0305("Labels whose number is not that of the outputs."),
  NIN0306("A padding that is as large as the pooling window."),
  NIN0307("A preprocessing that does not give the input's size."),
  NIN0308("An order of colours that does not suit the input's channels."),

  // 04xx: weights
  NIN0401("A line of a list of names that cannot be read."),
  NIN0402("A list of names with a tensor that the weights do not have."),
  NIN0403("Two tensors that a list of names calls the same."),

  // 05xx: imports
  NIN0501("A definition that does not follow the text format of protocol buffers."),
  NIN0502("A field of a definition that is missing, repeated or out of its range."),
  NIN0503("A layer or an option that cannot be imported."),
  NIN0504("Layers that are not connected as a `.nin` file can say."),
  NIN0505("An input whose shape is not known, or not that of the weights."),
  NIN0506("A layer whose shapes do not fit together."),
  NIN0507("A file of trained weights that cannot be read."),
  NIN0508("Trained weights that do not fit the definition."),
  NIN0509("Trained weights that no layer uses."),
  NIN0510("A name that cannot stand in a `.nin` file."),

  // 06xx: tuning files
  NIN0601("A tuning file with a line that cannot be read, or without one that it needs."),
  NIN0602("A tuning file that was made for another network or another target."),
  NIN0603("A layer of a tuning file that has no choice of algorithms."),
  NIN0604("An algorithm that does not exist, or that cannot compute its layer."),

  // 07xx: ONNX
  NIN0701("A file that is no ONNX model, or a damaged one."),
  NIN0702("A version of ONNX's operators that is not known."),
  NIN0703("An operator of ONNX, or an attribute of one, that cannot be imported."),
  NIN0704("A graph of ONNX that is not connected as a `.nin` file can say."),
  NIN0705("A node of ONNX that is not as its operator has it."),
  NIN0706("A node of ONNX whose shapes do not fit together."),
  NIN0707("An input of ONNX that is no image, or whose shape is not known."),
  NIN0708("A tensor of ONNX that cannot be read.");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /** What this kind of mistake is, in one line. */
  public String title() {
    return title;
  }
}

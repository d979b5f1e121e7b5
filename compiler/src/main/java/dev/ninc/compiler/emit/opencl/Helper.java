package dev.ninc.compiler.emit.opencl;

/**
 * A function that kernels call, written once at the top of the file.
 *
 * @param name unique in a file
 */
record Helper(String name, Template template, Words words) {

  /** A resource with one function; its words are {@code NAME} and {@code TYPE}. */
  static Helper of(String resource, String name, String type) {
    return new Helper(name, Template.of(resource), Words.of("NAME", name, "TYPE", type));
  }

  String text() {
    return template.fill(words);
  }
}

package dev.ninc.compiler.golden;

/** A kind of expected file. A new kind is a class, and a line in {@link GoldenTest#KINDS}. */
interface Expectation {

  /** Whether it says what a file of this name must hold. */
  boolean covers(String fileName);

  /** What the file must hold. */
  String actual(Case input, String fileName);
}

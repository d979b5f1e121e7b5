package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;

/** The Java text of one convolution for one backend: a step of its own, or a stage of a chain. */
interface ConvolutionText {

  /** The body of a step: all rows. Offsets of the first pixel of the input and of the output. */
  CodeBlock wholeStep(int inStart, int outStart);

  /** A method for a band of rows, for a stage of a fused chain. */
  MethodSpec band(String comment);

  /** What the loops call. */
  List<MethodSpec> parts();
}

package dev.ninc.compiler;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.plan.Tunable;
import dev.ninc.compiler.plan.java.Algorithm;
import dev.ninc.compiler.plan.java.TunableLayer;
import dev.ninc.compiler.plan.opencl.OpenClAlgorithm;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.plan.opencl.TunableConvolutions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tuning is made for. What is fast on one of them says nothing about the others. */
public enum TuningTarget {
  /** All Java targets together. */
  JAVA("java", "Java", TargetLanguage.JAVA),
  /** The program for GPUs. */
  OPENCL_GPU("opencl-gpu", "OpenCL on GPUs", TargetLanguage.OPENCL),
  /** The program for processors. */
  OPENCL_CPU("opencl-cpu", "OpenCL on processors", TargetLanguage.OPENCL);

  private final String word;
  private final String words;
  private final TargetLanguage language;

  TuningTarget(String word, String words, TargetLanguage language) {
    this.word = word;
    this.words = words;
    this.language = language;
  }

  public static TuningTarget of(OpenClTarget target) {
    return target == OpenClTarget.GPU ? OPENCL_GPU : OPENCL_CPU;
  }

  /** The target of this word in a tuning file. */
  static Optional<TuningTarget> of(String word) {
    return Arrays.stream(values()).filter(target -> target.word.equals(word)).findFirst();
  }

  /** What a network must be compiled to. */
  public TargetLanguage language() {
    return language;
  }

  /** In a sentence. */
  String words() {
    return words;
  }

  /** The layers of an optimized graph that have a choice, in execution order. */
  public List<Tunable> layers(Graph optimized) {
    return switch (this) {
      case JAVA -> TunableLayer.of(optimized).stream().map(TunableLayer::names).toList();
      case OPENCL_GPU -> TunableConvolutions.of(optimized, OpenClTarget.GPU.profile());
      case OPENCL_CPU -> TunableConvolutions.of(optimized, OpenClTarget.CPU.profile());
    };
  }

  /** An algorithm as {@link #layers} names it; empty where a text is none. */
  Optional<String> algorithm(String text) {
    return this == JAVA
        ? Algorithm.parse(text).map(Algorithm::toString)
        : OpenClAlgorithm.parse(text).map(OpenClAlgorithm::toString);
  }

  /** The word in a tuning file. */
  @Override
  public String toString() {
    return word;
  }
}

package dev.ninc.compiler.emit.opencl;

import java.util.List;

/**
 * The text of a step.
 *
 * @param work what a work-item computes, in words: {@code 8 pixels x 32 outputs}
 * @param helpers what it calls
 */
record KernelText(String work, Template template, Words words, List<Helper> helpers) {

  KernelText {
    helpers = List.copyOf(helpers);
  }

  String text() {
    return template.fill(words);
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.pass.Pipeline;
import java.util.ArrayList;

/** The names of the passes, in the order in which they run, for help texts and completion. */
final class PassNames extends ArrayList<String> {

  private static final long serialVersionUID = 1;

  PassNames() {
    super(Pipeline.standard().names());
  }
}

package dev.ninc.compiler;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.CompilerBug;
import java.io.IOException;
import java.util.List;

/**
 * The compiler: a pure function from sources and options to files or diagnostics. The command line
 * and build plugins use this class and what its methods return, and nothing else of the compiler.
 *
 * <pre>
 * text ─syntax→ NetFile ─lower→ Network ─pass…pass→ Network ─plan→ Plan ─emit→ GeneratedFile…
 * </pre>
 */
public final class Ninc {

  private Ninc() {}

  /** Reads a network: syntax, names, shapes. Nothing is optimized yet. */
  public static Result<Network> check(Sources sources, String entry, Options options)
      throws IOException {
    throw new CompilerBug("being written");
  }

  /** Runs the passes over a network. */
  public static Network optimize(Network network, Options options) {
    throw new CompilerBug("being written");
  }

  /** The Java sources of a network, the public class first. */
  public static Result<List<GeneratedFile>> compile(Sources sources, String entry, Options options)
      throws IOException {
    throw new CompilerBug("being written");
  }

  /** The Java sources of a network that was checked. */
  public static List<GeneratedFile> emit(Network checked, Options options) {
    throw new CompilerBug("being written");
  }
}

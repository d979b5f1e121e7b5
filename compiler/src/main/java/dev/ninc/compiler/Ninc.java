package dev.ninc.compiler;

import dev.ninc.compiler.ast.NetFile;
import dev.ninc.compiler.ast.Program;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.emit.Destination;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.emit.java.JavaEmitter;
import dev.ninc.compiler.emit.opencl.OpenClEmitter;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.lower.CalledFrom;
import dev.ninc.compiler.lower.Loader;
import dev.ninc.compiler.lower.Lowering;
import dev.ninc.compiler.pass.Pipeline;
import dev.ninc.compiler.plan.CodeLimit;
import dev.ninc.compiler.plan.Excess;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.java.JavaLimits;
import dev.ninc.compiler.plan.java.JavaPlanner;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.opencl.OpenClLimits;
import dev.ninc.compiler.plan.opencl.OpenClPlanner;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.source.RelativePath;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.syntax.Formatter;
import dev.ninc.compiler.syntax.Parser;
import dev.ninc.runtime.TensorSpec;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The compiler: a pure function from sources and options to files or diagnostics. A build plugin
 * needs this class and what its methods return, and nothing else; the tools of the command line
 * also look at the stages' results (plans, the interpreter, the verification) and import weights.
 *
 * <pre>
 * text ─syntax→ Program ─lower→ Network ─pass…pass→ Network ─plan→ Plan ─emit→ GeneratedFile…
 * </pre>
 */
public final class Ninc {

  /** The compiler and its version, as generated files name it. */
  public static final String GENERATOR = "ninc " + Version.TEXT;

  private Ninc() {}

  /**
   * Reads a network: syntax, names, shapes. Nothing is optimized yet.
   *
   * @throws IOException where there is no such file, or one that it names is there and can't be
   *     read
   */
  public static Result<Network> check(Sources sources, String entry, Options options)
      throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = load(sources, entry);
    Optional<NetFile> parsed = Parser.parse(file, diagnostics);
    if (parsed.isEmpty()) {
      return new Result<>(Optional.empty(), diagnostics);
    }
    Program program = Imports.load(sources, parsed.get(), diagnostics);
    Optional<Network> network =
        Lowering.lower(program, options.parameters(), labels(sources, entry), diagnostics)
            .filter(net -> fits(net, options, diagnostics));
    return new Result<>(network, diagnostics);
  }

  /**
   * Whether a file holds blocks alone, for others to import: no class comes of it, and its mistakes
   * are found where its blocks are called. A file that can't be parsed is none.
   *
   * @throws IOException where there is no such file, or it can't be read
   */
  public static boolean isBlocksAlone(Sources sources, String entry) throws IOException {
    return Parser.parse(load(sources, entry), new Diagnostics())
        .filter(f -> f.network().isEmpty() && !f.broken() && !f.blocks().isEmpty())
        .isPresent();
  }

  /** The text of a file in the canonical layout; its imports are not looked at. */
  public static Result<String> format(Sources sources, String entry) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> text = Formatter.format(load(sources, entry), diagnostics);
    return new Result<>(text, diagnostics);
  }

  private static SourceFile load(Sources sources, String path) throws IOException {
    Optional<String> text = sources.load(path);
    return new SourceFile(path, text.orElseThrow(() -> new NoSuchFileException(path)));
  }

  private static boolean fits(Network network, Options options, Diagnostics diagnostics) {
    Graph graph = network.graph();
    Optional<Diagnostic> excess = CodeLimit.check(graph).map(e -> tooLarge("", e));
    if (excess.isEmpty() && options.targets().contains(TargetLanguage.JAVA)) {
      excess = JavaLimits.check(graph, options.policy()).map(e -> tooLarge(" for Java", e));
    }
    if (excess.isEmpty() && options.targets().contains(TargetLanguage.OPENCL)) {
      excess = OpenClLimits.check(graph).map(e -> tooLarge(" for OpenCL", e));
    }
    excess.ifPresent(diagnostics::add);
    return excess.isEmpty();
  }

  /**
   * @param target for which it is; empty where that makes no difference
   */
  private static Diagnostic tooLarge(String target, Excess excess) {
    Origin origin = excess.node().origin();
    String message = "The network is too large" + target + ": " + excess.what() + " are too many.";
    String sizes =
        String.format(
            Locale.ROOT, "%,d %s here; at most %,d", excess.size(), excess.unit(), excess.limit());
    return CalledFrom.add(Diagnostic.error(Code.NIN0208, origin.span(), message, sizes), origin)
        .hint("Make the image or the layers smaller.");
  }

  private static Loader labels(Sources sources, String entry) {
    return path -> sources.load(RelativePath.normal(RelativePath.folder(entry) + path));
  }

  /** The tensors of the weights that a network takes, in its order. */
  public static List<TensorSpec> tensors(Network network) {
    return network.graph().params().stream()
        .map(p -> new TensorSpec(p.name(), p.type().dims()))
        .toList();
  }

  /** Runs the passes over a network. */
  public static Network optimize(Network network, Options options) {
    Pipeline pipeline = Pipeline.standard().without(options.without());
    return network.with(pipeline.run(network.graph()));
  }

  /**
   * Options with the algorithms that a tuning file names. There may be a file for each target.
   *
   * @param tuning the text of a {@link Tuning}, for one of the options' targets
   * @param checked the network that it is for
   */
  public static Result<Options> tuned(SourceFile tuning, Network checked, Options options) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Options> tuned =
        TuningReader.read(tuning, optimize(checked, options).graph(), options, diagnostics);
    return new Result<>(diagnostics.hasErrors() ? Optional.empty() : tuned, diagnostics);
  }

  /** The plan of an optimized network for a Java target. */
  public static Plan plan(Network optimized, JavaTarget target, Options options) {
    return JavaPlanner.plan(optimized.graph(), target, options.policy(TuningTarget.JAVA));
  }

  /** The plan of an optimized network for a kind of OpenCL device. */
  public static Plan plan(Network optimized, OpenClTarget target, Options options) {
    Policy policy = options.policy(TuningTarget.of(target));
    return OpenClPlanner.plan(optimized.graph(), target, policy);
  }

  /** The files of a network, as {@link #emit} gives them. */
  public static Result<List<GeneratedFile>> compile(Sources sources, String entry, Options options)
      throws IOException {
    Result<Network> network = check(sources, entry, options);
    return new Result<>(network.value().map(n -> emit(n, options)), network.diagnostics());
  }

  /**
   * The files of a network that was checked, for the targets of the options in their order: the
   * classes that run on the processor, the public class first; the class that runs on an OpenCL
   * device, and its programs.
   */
  public static List<GeneratedFile> emit(Network checked, Options options) {
    Network optimized = optimize(checked, options);
    return options.targets().stream()
        .flatMap(
            target ->
                switch (target) {
                  case JAVA -> java(checked, optimized, options).stream();
                  case OPENCL -> openCl(checked, optimized, options).stream();
                })
        .toList();
  }

  private static List<GeneratedFile> java(Network checked, Network optimized, Options options) {
    return JavaEmitter.emit(
        checked,
        optimized,
        plan(optimized, JavaTarget.SCALAR, options),
        plan(optimized, JavaTarget.VECTOR_32, options),
        plan(optimized, JavaTarget.VECTOR_16, options),
        destination(options));
  }

  private static List<GeneratedFile> openCl(Network checked, Network optimized, Options options) {
    return OpenClEmitter.emit(
        checked,
        optimized,
        plan(optimized, OpenClTarget.GPU, options),
        plan(optimized, OpenClTarget.CPU, options),
        destination(options));
  }

  private static Destination destination(Options options) {
    return new Destination(options.packageName(), options.weights(), GENERATOR);
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaTarget;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc compile}. */
@Command(
    name = "compile",
    description = {
      "Write the sources of a network. The public class is the one to use; for Java the scalar and the"
          + " vector kernels lie beside it, for OpenCL the programs for GPUs and for CPUs.",
      "The vector kernels compile only with --add-modules jdk.incubator.vector: with --classes,"
          + " ninc does it.",
      "Files of an earlier run are replaced. Without --classes the class files that an earlier run"
          + " left beside these sources are deleted: they would not be of these sources."
    },
    footer = {
      "",
      "Examples:",
      "  ninc compile samples/models/nin-cifar10.nin -d generated -p model --classes",
      "  ninc compile samples/models/nin-imagenet.nin -d generated --explain",
      "  ninc compile samples/models/nin-cifar10.nin -d generated --target java,opencl"
    })
final class CompileCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "FOLDER",
      description = "The source root to write to; folders of packages are made.")
  private Path folder;

  @Option(
      names = {"-p", "--package"},
      defaultValue = "",
      paramLabel = "NAME",
      description = "The package of the classes; none by default.")
  private String packageName;

  @Option(
      names = "--target",
      defaultValue = "java",
      split = ",",
      paramLabel = "KIND",
      description =
          "What to write: java (default), for the processor, and opencl, for a GPU or a CPU by"
              + " OpenCL; or both, as java,opencl.")
  private List<TargetLanguage> targets;

  @Option(names = "--classes", description = "Compile the sources too, beside them.")
  private boolean classes;

  @Option(
      names = "--explain",
      description =
          "Say what was chosen for the vector kernels (of 32 registers), or for OpenCL's on a GPU,"
              + " and why.")
  private boolean explain;

  @Override
  public Integer call() throws Exception {
    if (!packageName.isEmpty() && !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
      throw usage("`" + packageName + "` is no name for a Java package");
    }
    if (targets.isEmpty()) { // --target ,
      throw usage("--target names nothing to write: java, opencl or both");
    }
    Network network = arguments.check(this, targets);
    UserFiles.folder(folder);
    Options options = arguments.options().packageName(packageName);
    try (Progress progress = progress()) {
      write(network, options, progress);
    }
    if (explain) {
      Network optimized = Ninc.optimize(network, options);
      for (TargetLanguage target : options.targets()) {
        Choices.lines(plan(optimized, target, options)).forEach(out()::println);
      }
    }
    return ExitCode.OK;
  }

  private static Plan plan(Network optimized, TargetLanguage target, Options options) {
    return switch (target) {
      case JAVA -> Ninc.plan(optimized, JavaTarget.VECTOR_32, options);
      case OPENCL -> Ninc.plan(optimized, OpenClTarget.GPU, options);
    };
  }

  private void write(Network network, Options options, Progress progress)
      throws IOException, Mistake {
    progress.at("generating the sources");
    List<GeneratedFile> sources = Ninc.emit(network, options);
    Map<String, byte[]> files = new LinkedHashMap<>();
    sources.forEach(s -> files.put(s.path(), s.text().getBytes(StandardCharsets.UTF_8)));
    if (classes) {
      progress.at("compiling the classes");
      files.putAll(GeneratedClasses.compile(sources)); // programs lie beside them already
    }
    List<Path> stale = classes ? List.of() : classesBeside(sources);
    List<Path> written = OutputFolder.write(folder, files, stale);
    progress.close();
    written.forEach(out()::println);
    if (!stale.isEmpty()) {
      note("deleted the class files of an earlier run: --classes makes new ones.");
    }
  }

  /** Class files of exactly the classes that are generated now, and of the classes in them. */
  private List<Path> classesBeside(List<GeneratedFile> sources) throws IOException {
    List<Path> stale = new ArrayList<>();
    for (GeneratedFile source : sources) {
      Path file = folder.resolve(source.path());
      String name = file.getFileName().toString().replace(".java", "");
      if (source.path().endsWith(".java") && Files.isDirectory(file.getParent())) {
        try (Stream<Path> files = Files.list(file.getParent())) {
          files.filter(f -> isClassOf(name, f)).sorted().forEach(stale::add);
        }
      }
    }
    return stale;
  }

  private static boolean isClassOf(String name, Path file) {
    String found = file.getFileName().toString();
    boolean named =
        found.equals(name + ".class") || found.startsWith(name + "$") && found.endsWith(".class");
    return named && Files.isRegularFile(file);
  }
}

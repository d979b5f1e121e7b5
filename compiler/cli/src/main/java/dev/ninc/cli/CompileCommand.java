package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ninc compile}. */
@Command(
    name = "compile",
    description = {
      "Write the Java sources of a network. The public class is the one to use; the scalar and the"
          + " vector kernels lie beside it.",
      "The vector kernels compile only with --add-modules jdk.incubator.vector: with --classes,"
          + " ninc does it."
    })
final class CompileCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "OUT",
      description = "The source root to write to; folders of packages are made.")
  private Path folder;

  @Option(
      names = {"-p", "--package"},
      defaultValue = "",
      paramLabel = "NAME",
      description = "The package of the classes; none by default.")
  private String packageName;

  @Option(names = "--classes", description = "Compile the sources too, beside them.")
  private boolean classes;

  @Override
  public Integer call() throws Exception {
    if (!packageName.isEmpty() && !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
      throw usage("`" + packageName + "` is no name for a Java package");
    }
    Network network = arguments.check(this);
    UserFiles.folder(folder);
    List<GeneratedFile> sources = Ninc.emit(network, arguments.options().packageName(packageName));
    Map<String, byte[]> files = new LinkedHashMap<>();
    sources.forEach(s -> files.put(s.path(), s.text().getBytes(StandardCharsets.UTF_8)));
    if (classes) {
      files.putAll(GeneratedClasses.compile(sources));
    }
    OutputFolder.write(folder, files).forEach(out()::println);
    return ExitCode.OK;
  }
}

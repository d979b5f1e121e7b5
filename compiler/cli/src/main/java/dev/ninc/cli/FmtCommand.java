package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc fmt}: one layout for all files. */
@Command(
    name = "fmt",
    description = {
      "Format files in place: spaces, line ends, empty lines; words and comments stay as they are.",
      "The files that change are listed. A file with syntax errors is left alone."
    },
    footer = {"", "Example:", "  ninc fmt my-net.nin"})
final class FmtCommand extends Subcommand {

  /** Larger than any text that the compiler accepts. */
  private static final int LARGEST = 64 << 20;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.nin",
      description =
          "Files to format, folders of them, or - to format standard input to standard output.")
  private List<Path> files = List.of();

  @Option(
      names = "--check",
      description = "Change nothing; list the files that would change, with exit code 1 if any.")
  private boolean check;

  @Override
  public Integer call() throws IOException, Mistake {
    if (files.stream().anyMatch(FmtCommand::isStdin)) {
      if (files.size() > 1) {
        throw usage("Standard input (-) is formatted alone");
      }
      return standardInput();
    }
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      boolean folder = Files.isDirectory(file) && !file.toString().isEmpty();
      all.addAll(folder ? inside(file) : List.of(file));
    }
    for (Path file : all) {
      UserFiles.regular(file, "the text to format");
    }
    boolean well = true;
    for (Path file : all) {
      well &= file(file);
    }
    return well ? ExitCode.OK : ExitCode.MISTAKE;
  }

  /** The networks in a folder and in those in it, in the order of their names. */
  private static List<Path> inside(Path folder) throws IOException, Mistake {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found =
          files
              .filter(f -> f.toString().endsWith(".nin") && Files.isRegularFile(f))
              .sorted()
              .toList();
    }
    if (found.isEmpty()) {
      throw new Mistake("`" + folder + "` holds no `.nin` file.", "name the files to format.");
    }
    return found;
  }

  private static boolean isStdin(Path file) {
    return file.equals(UserFiles.STANDARD_STREAM);
  }

  private int standardInput() throws IOException {
    byte[] bytes = System.in.readNBytes(LARGEST);
    String text = UserFiles.text(Path.of("<stdin>"), bytes);
    Optional<String> formatted = formatted(path -> Optional.of(text), "<stdin>");
    if (!check) {
      formatted.ifPresent(out()::print);
    } else if (isChanged(formatted, text)) {
      out().println("<stdin>");
      return ExitCode.MISTAKE;
    }
    return formatted.isPresent() ? ExitCode.OK : ExitCode.MISTAKE;
  }

  /** Whether all is well with a file. */
  private boolean file(Path file) throws IOException, Mistake {
    DiskSources sources = new DiskSources(file);
    String text = sources.load(sources.name()).orElseThrow();
    Optional<String> formatted = formatted(path -> Optional.of(text), sources.name());
    if (!isChanged(formatted, text)) {
      return formatted.isPresent();
    }
    if (!check) {
      replace(file, formatted.orElseThrow());
    }
    out().println(file);
    return !check;
  }

  private static boolean isChanged(Optional<String> formatted, String text) {
    return formatted.filter(f -> !f.equals(text)).isPresent();
  }

  /** Empty where there are mistakes, which are shown. */
  private Optional<String> formatted(Sources sources, String name) throws IOException {
    Result<String> result = Ninc.format(sources, name);
    if (!result.diagnostics().isEmpty()) {
      root().report(result.diagnostics(), err());
    }
    return result.value();
  }

  /** Behind a symbolic link, and with the permissions that it had, the file gets its new text. */
  private static void replace(Path file, String text) throws IOException, Mistake {
    if (!Files.isWritable(file)) {
      throw new Mistake(
          "`" + file + "` may not be changed by this user.", "`ls -l` shows who may change it.");
    }
    Path target = file.toRealPath();
    Optional<Set<PosixFilePermission>> permissions = permissions(target);
    OutputFolder.write(
        target.getParent(),
        Map.of(target.getFileName().toString(), text.getBytes(StandardCharsets.UTF_8)));
    if (permissions.isPresent()) {
      Files.setPosixFilePermissions(target, permissions.get());
    }
  }

  /** Empty on file systems that have none of this kind. */
  private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
    boolean posix = Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    return posix ? Optional.of(Files.getPosixFilePermissions(file)) : Optional.empty();
  }
}

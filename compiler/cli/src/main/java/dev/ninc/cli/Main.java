package dev.ninc.cli;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.picture.Detail;
import dev.ninc.compiler.plan.Accuracy;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command {@code ninc}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    PrintWriter err = utf8(System.err);
    int code = run(args, StandardOutput.ofThisProcess(), err);
    err.flush();
    System.exit(code);
  }

  /**
   * As {@link #run(String[], PrintWriter, PrintWriter)}; what could not be written is no success.
   */
  static int run(String[] args, StandardOutput standardOutput, PrintWriter err) {
    PrintWriter out = utf8(standardOutput);
    int code = run(args, out, err);
    out.flush();
    Optional<String> failure = standardOutput.failure();
    failure.ifPresent(f -> err.println("error: Standard output can't be written: " + f + "."));
    return failure.isPresent() && code == ExitCode.OK ? ExitCode.MISTAKE : code;
  }

  /** Runs one command line; nothing is written but to {@code out} and {@code err}. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine ninc = commandLine(out, err);
    try {
      return ninc.execute(args);
    } catch (OutOfMemoryError e) { // picocli hands on exceptions alone
      return Failures.memory(e, ninc);
    }
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine ninc = new CommandLine(new NincCommand());
    CommandGroups.install(ninc);
    return ninc.setOut(out)
        .setErr(err)
        .registerConverter(int.class, whole(Integer::valueOf))
        .registerConverter(long.class, whole(Long::valueOf))
        .registerConverter(Runner.Kind.class, new Word<>(Runner.Kind.class))
        .registerConverter(NincCommand.When.class, new Word<>(NincCommand.When.class))
        .registerConverter(NincCommand.Format.class, new Word<>(NincCommand.Format.class))
        .registerConverter(Accuracy.class, new Word<>(Accuracy.class))
        .registerConverter(TargetLanguage.class, new Word<>(TargetLanguage.class))
        .registerConverter(Detail.class, new Word<>(Detail.class))
        .registerConverter(CompletionCommand.Shell.class, new Word<>(CompletionCommand.Shell.class))
        .setExpandAtFiles(false) // `@net.nin` is the name of a file
        .setUsageHelpAutoWidth(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution);
  }

  private static <T> ITypeConverter<T> whole(Function<String, T> parser) {
    return word -> {
      try {
        return parser.apply(word);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("`" + word + "` is no whole number, or too large");
      }
    };
  }

  /** UTF-8 whatever the locale: the tables and messages hold characters beyond ASCII. */
  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}

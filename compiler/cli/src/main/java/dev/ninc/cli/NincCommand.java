package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.JsonRenderer;
import dev.ninc.compiler.diag.Renderer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ninc} itself: it holds the options that every command takes. */
@Command(
    name = "ninc",
    description =
        "Compiles Network-In-Network style .nin files to specialized Java and OpenCL source.",
    mixinStandardHelpOptions = true,
    versionProvider = NincCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      NewCommand.class,
      CheckCommand.class,
      FmtCommand.class,
      SummaryCommand.class,
      GraphCommand.class,
      DumpCommand.class,
      CompileCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      ProfileCommand.class,
      TuneCommand.class,
      DevicesCommand.class,
      ExplainCommand.class,
      WeightsCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes:",
      "  0  all went well",
      "  1  a mistake in the files",
      "  2  a mistake in the command line",
      "  3  `ninc verify`, or `ninc weights` of two files, found a difference",
      "",
      "`ninc help COMMAND` shows a command's options, and examples;",
      "`ninc help language` the layers and options of .nin files."
    })
final class NincCommand implements Runnable {

  /** Whether something is done that only a terminal can show. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** How messages are written. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      paramLabel = "WHEN",
      description = "Colour messages: auto (on a terminal, the default), always or never.")
  When color;

  @Option(
      names = "--progress",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      paramLabel = "WHEN",
      description = "Say what takes long: auto (on a terminal, the default), always or never.")
  When progress;

  @Option(
      names = "--format",
      scope = ScopeType.INHERIT,
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "Write messages about .nin files as text (the default) or json.")
  Format format;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "After an error, show where in ninc it was raised.")
  boolean stackTrace;

  @Spec private CommandSpec spec;

  /** The root of a command line. */
  static NincCommand of(CommandLine command) {
    return (NincCommand) command.getCommandSpec().root().userObject();
  }

  /** Writes what the compiler found, in the form that the user wants. */
  void report(Diagnostics diagnostics, PrintWriter to) {
    if (format == Format.JSON) {
      to.print(JsonRenderer.render(diagnostics.list()));
      return;
    }
    to.print(new Renderer(colored()).render(diagnostics));
    pointer(diagnostics).ifPresent(line -> to.println("\n" + line));
  }

  /** Where to read more, as a command that can be copied. */
  private static Optional<String> pointer(Diagnostics diagnostics) {
    List<String> codes =
        diagnostics.list().stream().map(d -> d.code().name()).distinct().sorted().toList();
    return codes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "For more about "
                + (codes.size() == 1 ? "it" : "them")
                + ": ninc explain "
                + String.join(" ", codes));
  }

  /** Whether messages are coloured; the launcher says whether they go to a terminal. */
  boolean colored() {
    return isOn(color, colorByDefault(System.getenv(), Boolean.getBoolean("ninc.tty")));
  }

  /** A text in a colour, given as ANSI has it, where messages are coloured. */
  String paint(String codes, String text) {
    return colored() ? "\u001B[" + codes + "m" + text + "\u001B[0m" : text;
  }

  /** Whether it is said what takes long. */
  boolean showsProgress() {
    return isOn(progress, rewrites(System.getenv(), Boolean.getBoolean("ninc.tty")));
  }

  /** Null where the command line is so wrong that it was not read to its end. */
  private static boolean isOn(When when, boolean byDefault) {
    return when == When.ALWAYS || when != When.NEVER && byDefault;
  }

  /** By the convention of no-color.org. */
  static boolean colorByDefault(Map<String, String> environment, boolean terminal) {
    return rewrites(environment, terminal) && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Whether messages go to a terminal that knows escape sequences. */
  static boolean rewrites(Map<String, String> environment, boolean terminal) {
    return terminal && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }

  /** The version of ninc, and of the Java that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String java = System.getProperty("java.version") + ", " + System.getProperty("java.vendor");
      return new String[] {Ninc.GENERATOR, "Java " + java};
    }
  }
}

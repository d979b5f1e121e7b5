package dev.ninc.cli;

import dev.ninc.compiler.diag.Spelling;
import dev.ninc.runtime.opencl.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command threw into a message and an exit code; a user never sees a stack trace. */
final class Failures {

  /** What to do where memory is short. */
  static final String MORE_MEMORY =
      "give Java more memory: `JDK_JAVA_OPTIONS=-Xmx8g ninc …`, for example.";

  private Failures() {}

  /** A wrong command line: what is wrong, and where to read more. */
  static int usage(ParameterException e, String[] args) {
    if (e instanceof MissingParameterException) { // what is unknown explains what is missing
      List<String> unknown = unknown(e.getCommandLine(), args);
      if (!unknown.isEmpty()) {
        return usage(new UnmatchedArgumentException(e.getCommandLine(), unknown), args);
      }
    }
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    String meant = meant(e).map(name -> "Did you mean `" + name + "`? ").orElse(withCommand(e));
    String message = e instanceof UnmatchedArgumentException u ? unmatched(u) : e.getMessage();
    error(command, sentence(message), meant + "`" + help + "` shows the usage.");
    return ExitCode.USAGE;
  }

  /** Words that look like options, and are none of a command's. */
  private static List<String> unknown(CommandLine command, String[] args) {
    return Arrays.stream(args)
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.matches("-[A-Za-z]|--[A-Za-z].*"))
        .filter(word -> !command.getCommandSpec().optionsMap().containsKey(word.split("=", 2)[0]))
        .toList();
  }

  /** A word that the command line has no place for. */
  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String what =
        isOption(word(e)) ? "option" : command.getSubcommands().isEmpty() ? "place for" : "command";
    String name = command.getCommandSpec().qualifiedName();
    return "`" + name + "` has no " + what + " `" + word(e) + "`";
  }

  /** {@code ninc good.nin} lacks a command, and has everything else. */
  private static String withCommand(ParameterException e) {
    boolean file =
        e instanceof UnmatchedArgumentException u
            && u.getCommandLine().getParent() == null
            && word(u).endsWith(".nin");
    return file ? "Write `ninc check " + word((UnmatchedArgumentException) e) + "`. " : "";
  }

  private static String word(UnmatchedArgumentException e) {
    return e.getUnmatched().get(0).split("=", 2)[0];
  }

  private static boolean isOption(String word) {
    return word.startsWith("-");
  }

  /** The option or the command that a word which is none was probably to be. */
  private static Optional<String> meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    CommandLine command = e.getCommandLine();
    String word = word(unmatched);
    if (word.length() <= 2) { // any other letter is near
      return Optional.empty();
    }
    return Spelling.nearest(
        word,
        isOption(word)
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet());
  }

  /** A command that needs more memory than Java was given. */
  static int memory(OutOfMemoryError e, CommandLine command) {
    long most = Runtime.getRuntime().maxMemory() >> 20;
    String message = String.format(Locale.ROOT, "%,d MiB of memory are too little for this.", most);
    error(command, message, MORE_MEMORY);
    stackTrace(e, command);
    return ExitCode.MISTAKE;
  }

  /** A command that failed. */
  static int execution(Exception e, CommandLine command, ParseResult parsed) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError memory) { // while a generated class was loaded
        return memory(memory, command);
      }
    }
    if (e instanceof Rejected rejected) {
      NincCommand.of(command).report(rejected.diagnostics(), command.getErr());
    } else if (e instanceof Mistake mistake) {
      error(command, mistake.getMessage(), mistake.hint());
    } else if (e instanceof DeviceException device) {
      error(command, sentence(device.getMessage()), "");
    } else if (e instanceof UncheckedIOException io) {
      error(command, message(io.getCause()), "");
    } else if (e instanceof IOException io) {
      error(command, message(io), "");
    } else {
      bug(command, e);
    }
    stackTrace(e, command);
    return ExitCode.MISTAKE;
  }

  private static void stackTrace(Throwable e, CommandLine command) {
    if (NincCommand.of(command).stackTrace) {
      e.printStackTrace(command.getErr());
    }
  }

  private static void error(CommandLine command, String message, String hint) {
    NincCommand root = NincCommand.of(command);
    command.getErr().println(root.paint("1;31", "error:") + " " + message);
    if (!hint.isEmpty()) {
      hint(command, sentence(hint));
    }
  }

  private static void hint(CommandLine command, String hint) {
    command.getErr().println(NincCommand.of(command).paint("1", "Hint:") + " " + hint);
  }

  /** The JDK's file exceptions have a message of nothing but the path. */
  private static String message(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "There is no file `" + missing.getFile() + "`.";
    }
    if (e instanceof AccessDeniedException denied) {
      return "`" + denied.getFile() + "` may not be read or written by this user.";
    }
    if (e instanceof FileAlreadyExistsException there) {
      return "`" + there.getFile() + "` is in the way: it is there, and is no folder.";
    }
    if (e instanceof NotDirectoryException file) {
      return "`" + file.getFile() + "` is no folder.";
    }
    if (e instanceof DirectoryNotEmptyException folder) {
      return "`" + folder.getFile() + "` is in the way: it is a folder that is not empty.";
    }
    if (e instanceof FileSystemException file) {
      String reason = file.getReason() == null ? "" : ": " + file.getReason();
      String name = file.getOtherFile() == null ? file.getFile() : file.getOtherFile();
      return "`" + name + "` can't be read or written" + reason + ".";
    }
    if (e.getMessage() == null) {
      return "A file can't be read or written (" + e.getClass().getSimpleName() + ").";
    }
    // Ours end with a full stop or a list, and may begin with a file's name.
    boolean ours = e.getMessage().endsWith(".") || e.getMessage().contains("\n");
    return ours ? e.getMessage() : sentence(e.getMessage());
  }

  private static void bug(CommandLine command, Exception e) {
    error(command, "This is a bug in ninc, not a mistake of yours. We are sorry.", "");
    command.getErr().println("  " + e.getClass().getSimpleName() + ": " + e.getMessage());
    hint(
        command,
        "Please report it with the .nin file, the command line and what `ninc --version`"
            + " says; `--stacktrace` shows where it happened.");
  }

  /** With a capital first and a full stop last, unless a list is last. */
  static String sentence(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return trimmed;
    }
    String capital = Character.toUpperCase(trimmed.charAt(0)) + trimmed.substring(1);
    return capital.contains("\n") || capital.matches(".*[.!?]") ? capital : capital + ".";
  }
}

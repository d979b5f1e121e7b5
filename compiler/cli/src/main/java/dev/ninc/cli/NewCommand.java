package dev.ninc.cli;

import dev.ninc.runtime.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc new}. */
@Command(
    name = "new",
    description = {
      "Write a folder to start from, with a small network and a program that runs it.",
      "It holds the network's labels and made-up weights too, and a README.md with the next"
          + " commands.",
      "With --maven it is a Maven project: its build makes the class, and a test asks it. The"
          + " network in it says which way the lines of a picture run, by weights set by hand."
    },
    footer = {
      "",
      "Examples:",
      "  ninc new Flowers -d flowers",
      "  ninc new Birds --maven -d birds"
    })
final class NewCommand extends Subcommand {

  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,59}";

  /** What the programs, and the test of a Maven project, name beside the network's class. */
  private static final Set<String> IN_PROGRAMS =
      Set.of(
          "Main",
          "IOException",
          "IntBinaryOperator",
          "List",
          "NoSuchFileException",
          "Path",
          "Test");

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "What to call the network: Flowers. `bird-songs` becomes BirdSongs.")
  private String name;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "FOLDER",
      description = "The folder to write; by default the name in small letters, here.")
  private Path folder;

  @Option(names = "--maven", description = "Write a Maven project.")
  private boolean maven;

  @Option(names = "--force", description = "Overwrite files that are there.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    Starter starter = starter();
    Path target = folder == null ? Path.of(starter.base()) : folder;
    UserFiles.folder(target);
    Map<String, byte[]> files =
        maven ? new MavenStarter(starter.network(), starter.base()).files() : starter.files();
    for (String file : files.keySet()) {
      keep(target.resolve(file));
    }
    OutputFolder.write(target, files).forEach(out()::println);
    out().println("Next: read " + target.resolve("README.md") + ".");
    return ExitCode.OK;
  }

  /** The name as that of a class that means nothing else in Java or in the program. */
  private Starter starter() throws Mistake, IOException {
    if (!name.matches(NAME)) {
      throw new Mistake(
          "`" + name + "` cannot be the name of a network.",
          "choose at most 60 letters, digits, `-` and `_`, a letter first, such as `Flowers`.");
    }
    String network = FileNames.toNetwork(name);
    Starter starter = Starter.of(network);
    String taken = starter.keepsItsName() ? taken(network) : "a class that generated code uses";
    if (!taken.isEmpty()) {
      throw new Mistake(
          "A network `" + network + "` would be in the way of " + taken + " of that name.",
          "write `ninc new " + network + "Net`, for example.");
    }
    return starter;
  }

  private static String taken(String network) {
    if (Object.class.getResource("/java/lang/" + network + ".class") != null) {
      return "Java's own class";
    }
    if (Model.class.getResource(network + ".class") != null) {
      return "ninc's class";
    }
    return IN_PROGRAMS.contains(network) ? "a class that its program uses" : "";
  }

  /** What is there is somebody's work. */
  private void keep(Path file) throws Mistake {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !force) {
      throw new Mistake(
          "`" + file + "` is there already.",
          "choose another folder with `-d`; `--force` overwrites it.");
    }
  }
}

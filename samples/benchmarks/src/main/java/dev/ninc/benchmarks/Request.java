package dev.ninc.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param parts in their order
 * @param networks samples; all of them where it is empty
 * @param folder of the report; empty where it is only printed
 */
record Request(Effort effort, List<Part> parts, List<String> networks, Optional<Path> folder) {

  static final String USAGE =
      """
      Usage: java --add-modules jdk.incubator.vector -jar ninc-benchmarks.jar [OPTION]...

        --quick            a look, whose figures mean little
        --only PART,...    only these of: %s; opencl is measured only where it is asked for
        --network NAME,... only these samples
        --write FOLDER     put the figures into FOLDER's results.tsv, BENCHMARKS.md and speed.svg
        --render FOLDER    make BENCHMARKS.md and speed.svg of results.tsv again, and measure nothing
        --help             this text
      """
          .formatted(Part.names());

  /**
   * @throws IllegalArgumentException if the arguments are wrong; the message says how
   */
  static Request parse(List<String> arguments) {
    Effort effort = Effort.RECORD;
    List<Part> parts = Part.standard();
    List<String> networks = List.of();
    Optional<Path> folder = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      switch (option) {
        case "--quick" -> effort = Effort.QUICK;
        case "--only" -> parts = parts(value(arguments, ++i, option));
        case "--network" -> networks = networks(value(arguments, ++i, option));
        case "--write" -> folder = Optional.of(Path.of(value(arguments, ++i, option)));
        default -> throw new IllegalArgumentException("There is no option " + option + ".");
      }
    }
    return new Request(effort, parts, networks, folder);
  }

  private static String value(List<String> arguments, int at, String option) {
    if (at == arguments.size()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return arguments.get(at);
  }

  private static List<Part> parts(String names) {
    List<Part> parts = new ArrayList<>();
    for (String name : names.split(",")) {
      parts.add(Part.of(name));
    }
    return parts.stream().distinct().sorted().toList();
  }

  private static List<String> networks(String names) {
    List<String> networks = List.of(names.split(","));
    for (String name : networks) {
      if (!Samples.all().contains(name)) {
        throw new IllegalArgumentException("There is no sample " + name + ".");
      }
    }
    return networks;
  }

  boolean wants(String network) {
    return networks.isEmpty() || networks.contains(network);
  }
}

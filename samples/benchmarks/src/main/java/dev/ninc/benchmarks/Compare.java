package dev.ninc.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Compares the outputs of all engines, then measures them, then prints a table. {@code --write
 * FILE} also puts the table into the section of this Java's version in a Markdown file; all other
 * arguments are JMH's: {@code -f 1 -wi 2 -i 2 -p network=nin-cifar10}.
 */
public final class Compare {

  private static final List<String> NETWORKS = List.of("nin-cifar10", "nin-imagenet");

  private Compare() {}

  /** Ends with 1 where outputs differ or nothing could be measured, and with 2 for wrong usage. */
  public static void main(String[] args) throws IOException {
    System.exit(run(new ArrayList<>(Arrays.asList(args))));
  }

  private static int run(List<String> args) throws IOException {
    if (!Machine.hasVectors()) {
      System.err.println("Start Java with --add-modules jdk.incubator.vector.");
      return 2;
    }
    try {
      Optional<Path> document = document(args);
      CommandLineOptions jmh = new CommandLineOptions(args.toArray(String[]::new));
      if (jmh.shouldHelp()) {
        jmh.showHelp();
        return 0;
      }
      Collection<String> networks = jmh.getParameter("network").orElse(NETWORKS);
      return agree(networks) ? measure(jmh, networks, document) : 1;
    } catch (CommandLineOptionException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  private static Optional<Path> document(List<String> args) throws CommandLineOptionException {
    int at = args.indexOf("--write");
    if (at < 0) {
      return Optional.empty();
    }
    if (at + 1 == args.size()) {
      throw new CommandLineOptionException("--write needs a file");
    }
    args.remove(at);
    return Optional.of(Path.of(args.remove(at)));
  }

  private static boolean agree(Collection<String> networks) throws IOException {
    boolean all = true;
    for (String network : networks) {
      for (Agreement.Finding finding : Agreement.of(Subject.sample(network))) {
        System.out.println(network + ": " + finding);
        all &= finding.agrees();
      }
    }
    return all;
  }

  private static int measure(
      CommandLineOptions jmh, Collection<String> networks, Optional<Path> document)
      throws IOException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(jmh);
    options.include(Inference.class.getName());
    options.param("network", networks.toArray(String[]::new));
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      String section = Machine.describe() + ".\n\n" + Table.markdown(Table.rows(results));
      System.out.println("\n" + section);
      if (document.isPresent()) {
        Document.replace(document.get(), "jdk " + Machine.java(), section);
      }
      return 0;
    } catch (RunnerException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}

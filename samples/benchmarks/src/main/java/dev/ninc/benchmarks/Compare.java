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
  public static void main(String[] args) {
    System.exit(run(new ArrayList<>(Arrays.asList(args))));
  }

  private static int run(List<String> args) {
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
      for (String engine : jmh.getParameter("engine").orElse(List.of())) {
        EngineKind.of(engine);
      }
      if (document.isPresent()) {
        Document.requireSection(document.get(), section());
      }
      Collection<String> networks = jmh.getParameter("network").orElse(NETWORKS);
      return agree(networks) ? measure(jmh, networks, document) : 1;
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException | RunnerException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /** Each version of Java has a section of its own. */
  private static String section() {
    return "jdk " + Machine.java();
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
      throws IOException, RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(jmh);
    options.include(Inference.class.getName());
    options.param("network", networks.toArray(String[]::new));
    options.shouldFailOnError(true);
    Collection<RunResult> results = new Runner(options.build()).run();
    String measured = Machine.describe() + ".\n\n" + Table.markdown(Table.rows(results));
    System.out.println("\n" + measured);
    if (document.isPresent()) {
      Document.replace(document.get(), section(), measured);
    }
    return 0;
  }
}

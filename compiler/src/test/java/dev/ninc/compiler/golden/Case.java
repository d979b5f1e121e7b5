package dev.ninc.compiler.golden;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.source.SourceFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A folder with {@code input.nin}, and beside it if need be
 *
 * <ul>
 *   <li>{@code *.nin}: files that it imports,
 *   <li>{@code *.txt}: files that the network names,
 *   <li>{@code setup.properties}: {@code P.width = 96} gives a parameter; {@code A.conv1 = winograd
 *       F(2x2)} says how a layer multiplies; {@code fill.text} and {@code fill.count} say what
 *       stands for {@code @FILL@} in the input, and how often, so that no huge file is kept; {@code
 *       chain.length = 3} stands for the files {@code c1.nin} to {@code c3.nin}, of which each but
 *       the last imports the next.
 * </ul>
 */
record Case(Path folder, SourceFile source, Options options, int chain) {

  static final String INPUT = "input.nin";
  static final String SETUP = "setup.properties";

  static Case load(Path folder) {
    try {
      Properties setup = new Properties();
      if (Files.exists(folder.resolve(SETUP))) {
        try (Reader reader = Files.newBufferedReader(folder.resolve(SETUP))) {
          setup.load(reader);
        }
      }
      String fill =
          setup
              .getProperty("fill.text", "")
              .repeat(Integer.parseInt(setup.getProperty("fill.count", "0")));
      String text = Files.readString(folder.resolve(INPUT)).replace("@FILL@", fill);
      return new Case(
          folder,
          new SourceFile(INPUT, text),
          options(setup),
          Integer.parseInt(setup.getProperty("chain.length", "0")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Options options(Properties setup) {
    Map<String, String> algorithms = named(setup, "A.");
    Policy policy = Policy.DEFAULT;
    return Options.DEFAULT
        .parameters(named(setup, "P."))
        .policy(algorithms.isEmpty() ? policy : policy.algorithms(algorithms));
  }

  private static Map<String, String> named(Properties setup, String prefix) {
    Map<String, String> named = new TreeMap<>();
    for (String key : setup.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        named.put(key.substring(prefix.length()), setup.getProperty(key));
      }
    }
    return named;
  }

  String name() {
    return folder.getFileName().toString();
  }

  static boolean isInput(String fileName) {
    return fileName.endsWith(".nin") || fileName.equals(SETUP) || fileName.endsWith(".txt");
  }

  /** Checks the input as a user would. */
  Result<Network> check() {
    try {
      return Ninc.check(
          path -> path.equals(INPUT) ? Optional.of(source.text()) : text(path), INPUT, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The network of an input without mistakes. */
  Network network() {
    Result<Network> result = check();
    String rendered = new Renderer(false).render(result.diagnostics());
    return result
        .value()
        .orElseThrow(() -> new AssertionError(name() + " does not compile:\n" + rendered));
  }

  private Optional<String> text(String path) {
    for (int i = 1; i <= chain; i++) {
      if (path.equals("c" + i + ".nin")) {
        return Optional.of(i < chain ? "import \"c" + (i + 1) + ".nin\"" : "block c { relu }");
      }
    }
    try {
      Path file = folder.resolve(path);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

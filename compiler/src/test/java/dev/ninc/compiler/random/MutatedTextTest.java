package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Severity;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.pass.Pipeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Valid files with one to three edited tokens: whatever they have become, they are a valid graph or
 * a list of mistakes, never an exception, and never more memory than a limit. Every other network
 * with blocks has them in a file that it imports, and either file is edited.
 *
 * <p>A text reaches shape inference if no mistake of grammar is found: then names, numbers and
 * shapes of the whole file are looked at.
 */
class MutatedTextTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|[A-Za-z_]\\w*|\\d+(\\.\\d+)?(x\\d+)*|\\s+|.", Pattern.DOTALL);

  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "3", "5", "8", "100", "1000000", "99999999999999999999");

  /** Tokens that can stand in each other's place: the text still follows the grammar. */
  private static final List<List<String>> ALIKE =
      List.of(
          List.of("1x1", "2x2", "3x3", "5x5", "7x9", "0x3", "3x3x3", "100x100"),
          List.of("conv", "maxpool", "avgpool"),
          List.of("cccp", "fc", "dropout", "lrn", "repeat"),
          List.of("block1", "block2", "block3"),
          List.of("resize", "crop"),
          List.of("rgb", "bgr", "grey"),
          List.of("mean", "std", "scale"),
          List.of("n", "alpha"),
          List.of("gap", "softmax", "batchnorm", "relu", "tanh", "sigmoid", "relu6", "identity"),
          List.of("add", "concat"),
          List.of("pad", "stride", "dilate", "group"),
          List.of("nobias", "norm", "floor", "inside"),
          List.of("width", "scale", "k", "missing"),
          List.of("+", "-", "*", "/"));

  private static final List<String> STRANGE =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "-1",
          "7",
          "1000000",
          "99999999999999999999",
          "0.5",
          "1x1",
          "3x3",
          "0x0",
          "3x3x3",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "x",
          "\"",
          "\"a b\"",
          "//",
          "é",
          "\u0000",
          "conv",
          "cccp",
          "fc",
          "maxpool",
          "pad",
          "stride",
          "group",
          "same",
          "act",
          "norm",
          "identity",
          "output",
          "input",
          "labels",
          "network",
          "block",
          "repeat",
          "import",
          "preprocess",
          "depthwise",
          "lrn",
          "block1(",
          "sofmax",
          "width",
          "1/0");

  /** Bytes that checking a text may allocate, for the most that a network may be. */
  private static final long MEMORY = 128L << 20;

  @Test
  void editedTexts() {
    mutate(0, 1_500);
  }

  @Test
  @Tag("campaign")
  void manyEditedTexts() {
    mutate(100_000, 200_000);
  }

  private static void mutate(long first, int count) {
    Map<String, Integer> outcomes = new TreeMap<>();
    long most = 0;
    for (long seed = first; seed < first + count; seed++) {
      Map<String, String> files = mutated(seed);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      outcomes.merge(outcome(seed, files), 1, Integer::sum);
      most = Math.max(most, THREADS.getCurrentThreadAllocatedBytes() - before);
      assertThat(most).as("bytes allocated for seed %d: %s", seed, files).isLessThan(MEMORY);
    }
    int unread = sum(outcomes, "NIN00");
    System.out.printf(
        Locale.ROOT,
        "Edited texts from seed %d by the first code of their mistakes: %s. %.1f %% reach shape inference. Most"
            + " memory allocated for one: %.1f MB.%n",
        first,
        outcomes,
        100.0 * (count - unread) / count,
        most / 1e6);
    assertThat(unread).as("texts that are no more than wrong syntax").isLessThan(count * 4 / 10);
    assertThat(outcomes.getOrDefault("valid", 0)).isGreaterThan(count / 50);
    assertThat(sum(outcomes, "NIN03")).as("mistakes of shape").isGreaterThan(count / 50);
  }

  private static int sum(Map<String, Integer> outcomes, String codes) {
    return outcomes.entrySet().stream()
        .filter(e -> e.getKey().startsWith(codes))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static String outcome(long seed, Map<String, String> files) {
    try {
      Result<Network> result =
          Ninc.check(path -> Optional.ofNullable(files.get(path)), "random.nin", Options.DEFAULT);
      List<Diagnostic> all = result.diagnostics().list();
      List<Diagnostic> errors = all.stream().filter(d -> d.severity() == Severity.ERROR).toList();
      assertThat(result.value().isPresent()).isEqualTo(errors.isEmpty());
      assertThat(all).allMatch(MutatedTextTest::isWellMade);
      result
          .value()
          .ifPresent(
              network -> {
                Verifier.verify(network.graph());
                Pipeline.standard().run(network.graph());
              });
      return errors.isEmpty()
          ? "valid"
          : errors.stream().map(d -> d.code().name()).min(String::compareTo).orElseThrow();
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ":\n" + String.join("\n", files.values()), e);
    }
  }

  private static boolean isWellMade(Diagnostic diagnostic) {
    return diagnostic.message().matches("(?s)[A-Z`].*\\.")
        && diagnostic.hint().orElse("None.").matches("(?s)[A-Z`].*\\.");
  }

  private static Map<String, String> mutated(long seed) {
    RandomGenerator random = new MersenneTwister(seed);
    RandomNetwork network = RandomNetwork.of(seed);
    boolean apart = seed % 2 == 0 && !network.blocks().isEmpty();
    Map<String, String> files =
        new TreeMap<>(apart ? network.files() : Map.of("random.nin", network.text()));
    String file = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
    files.put(file, edited(files.get(file), random));
    return files;
  }

  private static String edited(String text, RandomGenerator random) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      edit(tokens, random);
    }
    return String.join("", tokens);
  }

  private static void edit(List<String> tokens, RandomGenerator random) {
    int at = random.nextInt(tokens.size());
    while (tokens.get(at).isBlank()) {
      at = random.nextInt(tokens.size());
    }
    String token = tokens.get(at);
    List<String> alike = ALIKE.stream().filter(a -> a.contains(token)).findFirst().orElse(NUMBERS);
    boolean known = alike != NUMBERS || token.matches("\\d+");
    if (known && random.nextInt(8) > 0) {
      tokens.set(at, alike.get(random.nextInt(alike.size())));
      return;
    }
    if (random.nextInt(4) > 0) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, token + " ");
      case 2 -> tokens.add(at, STRANGE.get(random.nextInt(STRANGE.size())) + " ");
      default -> tokens.set(at, STRANGE.get(random.nextInt(STRANGE.size())));
    }
  }
}

package dev.ninc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Verifier;
import dev.ninc.compiler.lower.Lowering;
import dev.ninc.compiler.pass.Pipeline;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
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
 * a list of mistakes, never an exception.
 */
class MutatedTextTest {

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

  @Test
  void editedTexts() {
    mutate(0, 1_500);
  }

  @Test
  @Tag("campaign")
  void manyEditedTexts() {
    mutate(100_000, 50_000);
  }

  private static void mutate(long first, int count) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (long seed = first; seed < first + count; seed++) {
      String text = mutated(seed);
      outcomes.merge(outcome(seed, text), 1, Integer::sum);
    }
    System.out.println("Edited texts by their first mistake: " + outcomes);
    assertThat(outcomes.getOrDefault("valid", 0)).isGreaterThan(count / 50);
    int unread =
        outcomes.entrySet().stream()
            .filter(e -> e.getKey().startsWith("NIN00"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(unread).as("texts that are no more than wrong syntax").isLessThan(count / 2);
    assertThat(outcomes.keySet()).as("mistakes of shape").anyMatch(c -> c.startsWith("NIN03"));
  }

  private static String outcome(long seed, String text) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      Optional<Network> network =
          Parser.parse(new SourceFile("random.nin", text), diagnostics)
              .flatMap(f -> Lowering.lower(f, Map.of(), name -> Optional.empty(), diagnostics));
      assertThat(network.isPresent()).isNotEqualTo(diagnostics.hasErrors());
      network.ifPresent(
          n -> {
            Verifier.verify(n.graph());
            Pipeline.standard().run(n.graph());
          });
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ":\n" + text, e);
    }
    List<Diagnostic> all = diagnostics.list();
    assertThat(all).as("seed %s%n%s", seed, text).allMatch(MutatedTextTest::isWellMade);
    return all.isEmpty() ? "valid" : all.get(0).code().name();
  }

  private static boolean isWellMade(Diagnostic diagnostic) {
    return diagnostic.message().matches("(?s)[A-Z`].*\\.")
        && diagnostic.hint().orElse("None.").matches("(?s)[A-Z`].*\\.");
  }

  private static String mutated(long seed) {
    RandomGenerator random = new MersenneTwister(seed);
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(RandomNetwork.of(seed).text());
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

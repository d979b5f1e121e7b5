package dev.ninc.compiler.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Edited lists of names: followed, or refused with the places, and no tensor lost or doubled. */
class MutatedNamesTest {

  private static final int FEW = 400;
  private static final int MANY = 50_000;

  private static final List<String> TENSORS =
      List.of("0.weight", "0.bias", "1.weight", "1.bias", "a b", "#", "rest");

  /** A list with mistakes. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  @Test
  void lists() {
    lists(FEW);
  }

  @Test
  @Tag("campaign")
  void manyLists() {
    lists(MANY);
  }

  private static void lists(int count) {
    FileCampaign campaign = new FileCampaign("MutatedNamesTest#lists", Refused.class, 200, 1 << 18);
    FileCampaign.Outcome outcome =
        campaign.run(
            count,
            MutatedNamesTest::edited,
            MutatedNamesTest::read,
            names -> {
              assertThat(names.values()).doesNotHaveDuplicates().doesNotContain("");
              assertThat(TENSORS).containsAll(names.keySet());
            });
    if (outcome.read() + outcome.refused() >= count) {
      assertThat(outcome.read()).as("lists that were followed").isGreaterThan(count / 50);
      assertThat(outcome.refused()).as("lists that were refused").isGreaterThan(count / 10);
    }
  }

  private static byte[] edited(RandomGenerator random) {
    String list =
        """
        # what was trained
        0.weight  conv1.weight   # the first
        0.bias    conv1.bias
        1.weight  1.bias
        1.bias    1.weight
        "a b"     -
        "#"       "last one"
        """;
    byte[] valid = list.getBytes(StandardCharsets.UTF_8);
    FileMutator mutator = new FileMutator(random);
    return random.nextInt(4) == 0 ? mutator.withTextNumber(valid) : mutator.edited(valid);
  }

  private static Map<String, String> read(byte[] list) throws Refused {
    Diagnostics found = new Diagnostics();
    SourceFile file = new SourceFile("names.txt", new String(list, StandardCharsets.UTF_8));
    Map<String, String> names = NameList.read(file, TENSORS, found);
    if (found.hasErrors()) {
      assertThat(found.list()).allMatch(d -> d.primary().isPresent() && d.hint().isPresent());
      throw new Refused(new Renderer(false).render(found).lines().findFirst().orElseThrow());
    }
    return names;
  }
}

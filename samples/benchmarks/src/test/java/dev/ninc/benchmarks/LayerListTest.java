package dev.ninc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other programs make a network of. */
class LayerListTest {

  private static List<String> strings(String json, String field) throws IOException {
    List<String> found = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && field.equals(parser.currentName())) {
          found.add(parser.getText());
        }
      }
    }
    return found;
  }

  @Test
  void namesEachNodeWithWhatItReads() throws IOException {
    Subject subject =
        Subject.of("t.nin", "network T { input 3x8x9 conv 3x5 4 stride 2x1 pad 1 maxpool 2x2 }");
    String json = new LayerList(subject.network().graph()).json();
    assertThat(strings(json, "network")).containsExactly("T");
    assertThat(strings(json, "op"))
        .containsExactlyInAnyOrder("input", "weight", "weight", "conv", "activate", "maxpool");
    assertThat(strings(json, "act")).containsExactly("linear", "relu");
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"window\":[3,5],\"stride\":[2,1],\"dilation\":[1,1],\"pad\":[1,1,1,1]");
  }

  @Test
  void everySampleCanBeSaid() throws IOException {
    for (String sample : Samples.all()) {
      Subject subject = Subject.sample(sample).withLogits();
      String json = new LayerList(subject.network().graph()).json();
      assertThat(strings(json, "tensor"))
          .hasSize(subject.network().graph().params().size())
          .doesNotHaveDuplicates();
    }
  }
}

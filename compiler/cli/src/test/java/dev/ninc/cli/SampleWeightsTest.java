package dev.ninc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weights of the samples that were set by hand: here is what they are. */
class SampleWeightsTest {

  private static final String ACCEPT =
      "mvn -B -pl compiler/cli -am test -Dtest=SampleWeightsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dgolden=update";

  /**
   * Sobel's windows down and to the right, and their negatives, a quarter each: a step from black
   * to white gives 1. Then 15 for each edge of a direction, and 2 without any.
   */
  @Test
  void stripes() throws IOException {
    float[] edges = {
      -1, -2, -1, 0, 0, 0, 1, 2, 1, //
      1, 2, 1, 0, 0, 0, -1, -2, -1, //
      -1, 0, 1, -2, 0, 2, -1, 0, 1, //
      1, 0, -1, 2, 0, -2, 1, 0, -1
    };
    for (int i = 0; i < edges.length; i++) {
      edges[i] /= 4;
    }
    float[] scores = {15, 15, 0, 0, 0, 0, 15, 15, 0, 0, 0, 0};
    check(
        "samples/quickstart/src/main/nin/stripes.safetensors",
        tensor("mlpconv1.0.weight", List.of(4, 1, 3, 3), edges),
        tensor("mlpconv1.0.bias", List.of(4), 0, 0, 0, 0),
        tensor("mlpconv1.1.weight", List.of(3, 4, 1, 1), scores),
        tensor("mlpconv1.1.bias", List.of(3), 0, 0, 2));
  }

  /** A colour less the mean of the two others; then 12 for each, and 3 without any. */
  @Test
  void colours() throws IOException {
    float[] excess = {1, -.5f, -.5f, -.5f, 1, -.5f, -.5f, -.5f, 1};
    float[] scores = {12, 0, 0, 0, 12, 0, 0, 0, 12, 0, 0, 0};
    check(
        "samples/image-classifier/src/main/nin/colours.safetensors",
        tensor("mlpconv1.0.weight", List.of(3, 3, 1, 1), excess),
        tensor("mlpconv1.0.bias", List.of(3), 0, 0, 0),
        tensor("mlpconv1.1.weight", List.of(4, 3, 1, 1), scores),
        tensor("mlpconv1.1.bias", List.of(4), 0, 0, 0, 3));
  }

  private static WeightTensor tensor(String name, List<Integer> dims, float... values) {
    return new WeightTensor(name, dims, values);
  }

  private static void check(String name, WeightTensor... tensors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(bytes, List.of(tensors));
    Path file = Cli.repository(name);
    boolean same =
        Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes.toByteArray());
    if (!same && "update".equals(System.getProperty("golden"))) {
      Files.write(file, bytes.toByteArray());
      fail("Wrote " + file + ": run the tests again without -Dgolden=update.");
    }
    assertThat(same).as("%s is other than it should be. To make it: %s", file, ACCEPT).isTrue();
  }
}

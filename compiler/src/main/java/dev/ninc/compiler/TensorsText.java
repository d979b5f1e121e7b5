package dev.ninc.compiler;

import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.WeightTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A safetensors file, written down in words for the examples of explanations: a line for each
 * tensor, {@code conv1.weight: 8x3x3x3}, whose numbers are 0.
 */
final class TensorsText {

  private static final Pattern TENSOR = Pattern.compile("(\\S+): (\\d+(?:x\\d+)*)");

  private TensorsText() {}

  /** The file. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      SafetensorsWriter.write(bytes, text.lines().map(TensorsText::tensor).toList());
    } catch (IOException e) {
      throw new CompilerBug("memory can't be written to", e);
    }
    return bytes.toByteArray();
  }

  private static WeightTensor tensor(String line) {
    Matcher tensor = TENSOR.matcher(line);
    if (!tensor.matches()) {
      throw new CompilerBug("no tensor: " + line);
    }
    List<Integer> dims = Arrays.stream(tensor.group(2).split("x")).map(Integer::valueOf).toList();
    int numbers = dims.stream().reduce(1, Math::multiplyExact);
    return new WeightTensor(tensor.group(1), dims, new float[numbers]);
  }
}

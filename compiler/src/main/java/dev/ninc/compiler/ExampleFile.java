package dev.ninc.compiler;

import dev.ninc.compiler.interchange.caffe.CaffeModelText;
import dev.ninc.compiler.interchange.onnx.OnnxModelText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of an example, as a page shows it. What would be long is abridged: {@code «70 × "("»}
 * stands for 70 parentheses, and a name {@code part«1…17».nin} for 17 files, in whose text {@code
 * «n+1»} is the number of the next.
 *
 * @param name without folders
 * @param language what it is: {@code nin}, {@code text}, {@code prototxt}, or {@code caffemodel} or
 *     {@code onnx} or {@code safetensors}, which are written down in words
 * @param shown what the page shows
 */
public record ExampleFile(String name, String language, String shown) {

  private static final Pattern REPEATED = Pattern.compile("«(\\d+) × \"([^\"]*)\"»");
  private static final Pattern SERIES = Pattern.compile("«1…(\\d+)»");

  /** The files that this really is, by name. */
  public Map<String, byte[]> contents() {
    Matcher series = SERIES.matcher(name);
    int count = series.find() ? Integer.parseInt(series.group(1)) : 1;
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (int n = 1; n <= count; n++) {
      contents.put(series.replaceAll(String.valueOf(n)), content(n));
    }
    return contents;
  }

  private byte[] content(int n) {
    if (language.equals("caffemodel")) {
      return CaffeModelText.bytes(shown);
    }
    if (language.equals("safetensors")) {
      return TensorsText.bytes(shown);
    }
    if (language.equals("onnx")) {
      return OnnxModelText.bytes(shown);
    }
    return REPEATED
        .matcher(shown)
        .replaceAll(ExampleFile::repeated)
        .replace("«n+1»", String.valueOf(n + 1))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String repeated(MatchResult found) {
    int times = Integer.parseInt(found.group(1));
    return Matcher.quoteReplacement(found.group(2).repeat(times));
  }

  /** What a reader must know where the file is not what is shown: one sentence. */
  public Optional<String> remark() {
    if (language.equals("caffemodel")) {
      return Optional.of(
          "`%s` is a binary file; these are its layers and the shapes of their weights."
              .formatted(name));
    }
    if (language.equals("safetensors")) {
      return Optional.of(
          "`%s` is a binary file; these are its tensors and their shapes.".formatted(name));
    }
    if (language.equals("onnx")) {
      return Optional.of(
          "`%s` is a binary file; these are its nodes, and the shapes of its tensors."
              .formatted(name));
    }
    Matcher series = SERIES.matcher(name);
    if (series.find()) {
      return Optional.of(
          "`%s` stands for %s files; in each, `«n+1»` is the number of the next."
              .formatted(name, series.group(1)));
    }
    Matcher first = REPEATED.matcher(shown);
    return first.find()
        ? Optional.of(
            "`%s` stands for `%s`, %s times."
                .formatted(first.group(), first.group(2).strip(), first.group(1)))
        : Optional.empty();
  }
}

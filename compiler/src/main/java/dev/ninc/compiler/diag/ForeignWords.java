package dev.ninc.compiler.diag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What words of PyTorch, Keras, Caffe and programming languages are called here. */
public final class ForeignWords {

  /**
   * Words, and the advice for them; what stands in angle brackets is replaced by what the user
   * wrote, where it is of the same kind: sizes, a number or a name of one, or a word.
   */
  private static final String TABLE =
      """
      conv convolution | Write `conv <3x3> <64>`.
      conv1x1 pointwise conv1d pointwiseconv | Write `cccp <64>`.
      conv3x3 | Write `conv 3x3 <64>`.
      conv5x5 | Write `conv 5x5 <64>`.
      sepconv separableconv | Write `depthwise <3x3>`, then `cccp <64>`.
      depthwiseconv dwconv | Write `depthwise <3x3>`.
      dense linear innerproduct fullyconnected | Write `fc <10>`.
      flatten reshape view | Leave it out: `fc` takes maps as they are.
      globalaveragepool globalaveragepooling globalavgpool adaptiveavgpool | Write `gap`.
      maxpool maxpooling pool pooling | Write `maxpool <2x2> stride 2`.
      avgpool averagepool averagepooling | Write `avgpool <2x2> stride 2`.
      bn batchnorm batchnormalization | Write the option `norm`, or the layer `batchnorm`.
      localresponsenorm | Write `lrn <5>`.
      leakyrelu | Write `leaky(0.1)`.
      logsoftmax | Write `softmax`.
      drop spatialdropout dropout | Write `dropout 0.5`.
      cat concatenate merge | Write `concat { … } { … }`.
      eltwise residual skip shortcut | Write `add { … } { … }`.
      padding | Write `pad <1>`.
      strides | Write `stride <2>`.
      dilation dilations | Write `dilate <2>`.
      groups | Write `group <2>`.
      activation nonlinearity | Write `act <linear>`.
      kernel kernelsize | Write the window behind the layer, as in `conv <3x3> 64`.
      for while loop times | Write `repeat <3> { … }`.
      if else switch | Leave it out: a network has no conditions.
      return yield | Write `output <name>`.
      def fn func function fun module class sub | Write `block`, outside of the network.
      let var val const | Write it as a parameter: `network Name(<width> = <64>) { … }`.
      from include require using | Write `import "…"` at the top of the file.
      """;

  private static final Map<String, String> ADVICE = advice();

  private static final Pattern PLACE = Pattern.compile("<([^>]*)>");
  private static final Pattern SIZES = Pattern.compile("[0-9]+(x[0-9]+)+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private ForeignWords() {}

  private static Map<String, String> advice() {
    Map<String, String> advice = new HashMap<>();
    for (String row : TABLE.lines().toList()) {
      String[] cells = row.split(" \\| ");
      for (String word : cells[0].split(" ")) {
        advice.put(word, cells[1]);
      }
    }
    return advice;
  }

  /**
   * What to write instead of a word, whatever its case; empty where the word is not known.
   *
   * @param arguments what stands behind it: sizes, numbers, words
   */
  public static Optional<String> hint(String word, List<String> arguments) {
    String plain = word.toLowerCase(Locale.ROOT).replace("_", "");
    String known = ADVICE.containsKey(plain) ? plain : plain.replaceFirst("[123]d$", "");
    return Optional.ofNullable(ADVICE.get(known)).map(text -> filled(text, arguments));
  }

  private static String filled(String text, List<String> arguments) {
    List<String> left = new ArrayList<>(arguments);
    return PLACE.matcher(text).replaceAll(place -> filler(place, left).replace("$", "\\$"));
  }

  private static String filler(MatchResult place, List<String> left) {
    String usual = place.group(1);
    for (String argument : left) {
      if (fits(argument, usual)) {
        left.remove(argument);
        return argument;
      }
    }
    return usual;
  }

  private static boolean fits(String argument, String usual) {
    boolean sizes = SIZES.matcher(argument).matches();
    boolean number = NUMBER.matcher(argument).matches();
    if (SIZES.matcher(usual).matches()) {
      return sizes;
    }
    return !sizes && (NUMBER.matcher(usual).matches() || !number);
  }
}

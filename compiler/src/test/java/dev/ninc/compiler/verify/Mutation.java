package dev.ninc.compiler.verify;

import dev.ninc.compiler.emit.GeneratedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A mistake in a generated source: text that matches is replaced.
 *
 * @param what the mistake in words
 * @param file the end of the class name: {@code Scalar}, {@code Vector}, {@code Vector32}; empty
 *     for the public class
 * @param methods the methods that it is made in: a pattern of their names
 * @param pattern what is replaced, at one place
 * @param replacement with {@code $1} for a group and <code>{1-1}</code> for its number less one
 */
record Mutation(String what, String file, String methods, String pattern, String replacement) {

  private static final Pattern HOLE = Pattern.compile("\\{(\\d)([+-]\\d+)}");
  private static final int PLACES = 2;

  /** The sources with the mistake, at one place or at two of them, which the seed chooses. */
  List<List<GeneratedFile>> of(List<GeneratedFile> files, long seed) {
    List<List<GeneratedFile>> mutants = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      GeneratedFile original = files.get(i);
      if (original.path().endsWith(file + ".java") && (i == 0) == file.isEmpty()) {
        for (String text : texts(original.text(), seed)) {
          List<GeneratedFile> mutant = new ArrayList<>(files);
          mutant.set(i, new GeneratedFile(original.path(), text));
          mutants.add(mutant);
        }
      }
    }
    return mutants;
  }

  private List<String> texts(String text, long seed) {
    List<MatchResult> places = places(text);
    MersenneTwister random = new MersenneTwister(seed);
    List<String> texts = new ArrayList<>();
    while (texts.size() < PLACES && !places.isEmpty()) {
      MatchResult place = places.remove(random.nextInt(places.size()));
      texts.add(text.substring(0, place.start()) + replaced(place) + text.substring(place.end()));
    }
    return texts;
  }

  /** The matches inside of the methods. */
  private List<MatchResult> places(String text) {
    Pattern header =
        Pattern.compile(
            "(?ms)^( +)(private )?(static )?(final )?void (" + methods + ")\\(.*?^\\1}\\n");
    List<MatchResult> places = new ArrayList<>();
    Matcher method = header.matcher(text);
    while (method.find()) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      matcher.region(method.start(), method.end());
      while (matcher.find()) {
        places.add(matcher.toMatchResult());
      }
    }
    return places;
  }

  private String replaced(MatchResult place) {
    String text = replacement;
    for (int group = 1; group <= place.groupCount(); group++) {
      String found = place.group(group) == null ? "" : place.group(group);
      text = text.replace("$" + group, found);
      Matcher hole = HOLE.matcher(text);
      StringBuilder filled = new StringBuilder();
      while (hole.find()) {
        boolean mine = hole.group(1).equals("" + group);
        String value =
            mine ? "" + (Integer.parseInt(found) + Integer.parseInt(hole.group(2))) : hole.group();
        hole.appendReplacement(filled, Matcher.quoteReplacement(value));
      }
      text = hole.appendTail(filled).toString();
    }
    return text;
  }
}

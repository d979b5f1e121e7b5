package dev.ninc.compiler.source;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Paths that a user writes into a file to name another one. */
public final class RelativePath {

  private static final Pattern OUTSIDE =
      Pattern.compile("(^|/)\\.\\.(/|$)|^/|\\\\|^[A-Za-z]:|[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

  private RelativePath() {}

  /** Whether a path is relative, and stays below the folder from which it is taken. */
  public static boolean isInside(String path) {
    return !path.isBlank() && !OUTSIDE.matcher(path).find();
  }

  /** What stands in front of a file's name: empty, or with a slash at its end. */
  public static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** What a file writes to name another one; empty where that is not in its folder or below. */
  public static Optional<String> between(String file, String other) {
    String folder = folder(normal(file));
    String path = normal(other);
    return path.startsWith(folder)
        ? Optional.of(path.substring(folder.length()))
        : Optional.empty();
  }

  /** The same path without steps that do nothing: one file has one path. */
  public static String normal(String path) {
    String steps =
        Arrays.stream(path.split("/"))
            .filter(step -> !step.isEmpty() && !step.equals("."))
            .collect(Collectors.joining("/"));
    return path.startsWith("/") ? "/" + steps : steps;
  }
}

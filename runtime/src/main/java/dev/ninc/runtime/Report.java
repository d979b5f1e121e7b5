package dev.ninc.runtime;

import java.util.List;
import java.util.Locale;

/**
 * Which kernels a model runs, since when and why, and what happened before. A picture of one
 * moment: while {@link State#WARMING} lasts, a later one may say something else.
 *
 * @param backend what runs, and why
 * @param state whether that is the last word
 * @param sinceMillis since when it runs, in milliseconds after the model was loaded
 * @param events what happened, in order
 */
public record Report(Backend backend, State state, double sinceMillis, List<Event> events) {

  public Report {
    events = List.copyOf(events);
  }

  /** Where a model stands. */
  public enum State {
    /** There was nothing to choose: one kind was asked for, or there is only one. */
    FIXED,
    /** Scalar kernels answer, while vector kernels are made ready in the background. */
    WARMING,
    /** Vector kernels answer: they gave the same bits as the scalar ones, in less time. */
    SWAPPED,
    /** Scalar kernels answer for good; the reason says what is wrong with the vector kernels. */
    REFUSED
  }

  /**
   * Something that happened.
   *
   * @param millis after the model was loaded
   */
  public record Event(double millis, String what) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%8.1f ms  %s", millis, what);
    }
  }

  /** What runs in the first line, then a line for each event. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%s, %s, since %.1f ms", backend, word(state), sinceMillis));
    for (Event event : events) {
      text.append('\n').append(event);
    }
    return text.toString();
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}

package dev.ninc.compiler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places buffers in one arena so that those alive at the same time do not overlap: the largest
 * first, each at the lowest place that is free while it is alive.
 */
public final class Arena {

  /** Floats that a buffer's start is a multiple of: one cache line. */
  private static final int ALIGNMENT = 16;

  /**
   * A buffer that is wanted.
   *
   * @param first the step that writes it first
   * @param last the step that reads it last
   */
  public record Request(String name, int size, int first, int last) {

    boolean aliveWith(Request other) {
      return first <= other.last && other.first <= last;
    }
  }

  private Arena() {}

  /**
   * The buffers, in the order of the requests.
   *
   * @throws ArithmeticException if the arena would exceed 2³¹ − 1 floats
   */
  public static List<Buffer> place(List<Request> requests) {
    List<Request> largestFirst = new ArrayList<>(requests);
    largestFirst.sort(
        Comparator.comparingInt(Request::size)
            .reversed()
            .thenComparing(Request::first)
            .thenComparing(Request::name));
    Map<Request, Buffer> placed = new HashMap<>();
    for (Request request : largestFirst) {
      List<Buffer> inTheWay =
          placed.entrySet().stream()
              .filter(e -> e.getKey().aliveWith(request))
              .map(Map.Entry::getValue)
              .sorted(Comparator.comparingInt(Buffer::offset))
              .toList();
      placed.put(request, new Buffer(request.name(), lowestGap(inTheWay, request), request.size()));
    }
    return requests.stream().map(placed::get).toList();
  }

  private static int lowestGap(List<Buffer> inTheWay, Request request) {
    int at = 0;
    for (Buffer other : inTheWay) {
      if (Math.addExact(at, request.size()) <= other.offset()) {
        return at;
      }
      at = Math.max(at, aligned(other.end()));
    }
    Math.addExact(at, request.size());
    return at;
  }

  private static int aligned(int offset) {
    return Math.multiplyExact(
        Math.floorDiv(Math.addExact(offset, ALIGNMENT - 1), ALIGNMENT), ALIGNMENT);
  }
}

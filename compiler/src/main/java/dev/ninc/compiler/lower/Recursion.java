package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Definition;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.ast.Name;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds blocks that call themselves, by a search that does not recurse itself. */
final class Recursion {

  /** Calls of a circle that a message shows. */
  private static final int SHOWN = 8;

  private final Blocks blocks;
  private final Mistakes mistakes;
  private final Set<Span> finished = new HashSet<>();
  private final Set<Span> onPath = new HashSet<>();
  private final Set<Span> inCircles = new HashSet<>();

  private int reports;

  /** A block whose calls are being followed; the last one that was begun led to the next block. */
  private static final class Visit {
    private final Definition block;
    private final Iterator<Name> calls;
    private Name last;

    Visit(Definition block) {
      this.block = block;
      this.calls = calls(block.body()).iterator();
      this.last = block.name();
    }
  }

  Recursion(Blocks blocks, Mistakes mistakes) {
    this.blocks = blocks;
    this.mistakes = mistakes;
  }

  /** The names, in the text, of all blocks in circles of which a call must not be followed. */
  Set<Span> find() {
    blocks.all().forEach(this::search);
    return inCircles;
  }

  private void search(Definition start) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(start, path);
    while (!path.isEmpty()) {
      Visit visit = path.getLast();
      if (!visit.calls.hasNext()) {
        onPath.remove(path.removeLast().block.name().span());
        continue;
      }
      visit.last = visit.calls.next();
      Optional<Definition> next = blocks.look(visit.last);
      if (next.isPresent()) {
        if (onPath.contains(next.get().name().span())) {
          found(next.get(), path);
        } else {
          enter(next.get(), path);
        }
      }
    }
  }

  private void enter(Definition block, Deque<Visit> path) {
    if (finished.add(block.name().span())) {
      onPath.add(block.name().span());
      path.addLast(new Visit(block));
    }
  }

  /** Each circle holds a block that closes it, so to mark those is enough to end all of them. */
  private void found(Definition block, Deque<Visit> path) {
    inCircles.add(block.name().span());
    if (reports++ < Diagnostics.LIMIT) {
      report(circle(block, path));
    }
  }

  /** The end of the path, from a block on. */
  private static List<Visit> circle(Definition block, Deque<Visit> path) {
    List<Visit> circle = new ArrayList<>();
    for (Visit visit : path) {
      if (!circle.isEmpty() || visit.block.name().span().equals(block.name().span())) {
        circle.add(visit);
      }
    }
    return circle;
  }

  private void report(List<Visit> circle) {
    circle.forEach(v -> inCircles.add(v.block.name().span()));
    Visit last = circle.get(circle.size() - 1);
    Name first = circle.get(0).block.name();
    String way =
        circle.stream()
            .skip(1)
            .limit(SHOWN)
            .map(v -> "`" + v.block.name() + "`")
            .collect(Collectors.joining(", "));
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0122,
            last.last.span(),
            "The block `"
                + first
                + "` calls itself"
                + (way.isEmpty() ? "." : ", through " + way + "."),
            "calls `" + first + "`");
    for (Visit visit : circle.subList(0, Math.min(SHOWN, circle.size() - 1))) {
      error =
          error.and(
              visit.last.span(), "`" + visit.block.name() + "` calls `" + visit.last + "` here");
    }
    mistakes.add(error.hint("Remove the call: use `repeat` for layers that stand several times."));
  }

  private static Stream<Name> calls(Body body) {
    return body.items().stream()
        .filter(Layer.class::isInstance)
        .map(i -> ((Layer) i).kind())
        .flatMap(
            kind -> {
              if (kind instanceof Layer.Call call) {
                return Stream.of(call.block());
              } else if (kind instanceof Layer.Repeat repeat) {
                return calls(repeat.body());
              } else if (kind instanceof Layer.Branches branches) {
                return branches.bodies().stream().flatMap(Recursion::calls);
              }
              return Stream.empty();
            });
  }
}

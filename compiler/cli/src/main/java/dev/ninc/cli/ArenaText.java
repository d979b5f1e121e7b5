package dev.ninc.cli;

import static dev.ninc.cli.TextTable.Align.LEFT;
import static dev.ninc.cli.TextTable.Align.RIGHT;

import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Buffer;
import dev.ninc.compiler.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The memory of one image: what lies where, and what shares a place. */
final class ArenaText {

  /** Names in a cell of the table; what is beyond is counted. */
  private static final int MOST_NAMES = 4;

  private ArenaText() {}

  static List<String> lines(Plan plan) {
    long alone = plan.buffers().stream().mapToLong(b -> bytes(b.size())).sum();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Memory of one image: %s; without sharing it would be %s."
            .formatted(Amounts.bytes(bytes(plan.arenaSize())), Amounts.bytes(alone)));
    TextTable table = new TextTable(LEFT, RIGHT, RIGHT, LEFT, LEFT);
    table.row("buffer", "from byte", "size", "shares its place with", "holds too");
    for (Buffer buffer : plan.buffers()) {
      table.row(
          buffer.name(),
          Amounts.count(bytes(buffer.offset())),
          Amounts.bytes(bytes(buffer.size())),
          names(neighbours(plan, buffer)),
          names(guests(plan, buffer)));
    }
    lines.addAll(table.lines());
    return lines;
  }

  /** The buffers that are not alive at the same time, and lie in the same place. */
  private static List<String> neighbours(Plan plan, Buffer buffer) {
    return plan.buffers().stream()
        .filter(b -> !b.equals(buffer) && b.offset() < buffer.end() && buffer.offset() < b.end())
        .map(Buffer::name)
        .toList();
  }

  /** The values that lie in a buffer which is called after another: branches of a concatenation. */
  private static List<String> guests(Plan plan, Buffer buffer) {
    return plan.regions().entrySet().stream()
        .filter(e -> e.getValue().buffer().equals(buffer))
        .map(e -> e.getKey())
        .map(Value::name)
        .filter(name -> !name.equals(buffer.name()))
        .toList();
  }

  private static String names(List<String> names) {
    if (names.size() <= MOST_NAMES) {
      return String.join(", ", names);
    }
    int rest = names.size() - MOST_NAMES + 1;
    return String.join(", ", names.subList(0, MOST_NAMES - 1)) + " and " + rest + " more";
  }

  private static long bytes(long floats) {
    return floats * Float.BYTES;
  }
}

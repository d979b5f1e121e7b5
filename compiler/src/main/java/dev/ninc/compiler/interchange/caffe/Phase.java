package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.TextValue.Message;
import java.util.List;

/**
 * Caffe's rules for which layers a network has, for the state of inference: phase {@code TEST},
 * level 0, no stage ({@code Net::StateMeetsRule}).
 */
final class Phase {

  private static final List<String> PHASES = List.of("TRAIN", "TEST");

  private Phase() {}

  /** With {@code include} rules, one must hold; with {@code exclude} rules, none may. */
  static boolean isIncluded(Message layer, Diagnostics found) {
    List<Message> include = rules(layer, "include");
    List<Message> exclude = rules(layer, "exclude");
    return include.isEmpty()
        ? exclude.stream().noneMatch(rule -> holds(rule, found))
        : include.stream().anyMatch(rule -> holds(rule, found));
  }

  private static List<Message> rules(Message layer, String field) {
    return layer.all(field).stream().flatMap(value -> value.message().stream()).toList();
  }

  private static boolean holds(Message rule, Diagnostics found) {
    FieldReader fields = new FieldReader(rule, found);
    return fields.choice("phase", 1, PHASES) == 1
        && fields.integer("min_level", 0, Integer.MIN_VALUE, Integer.MAX_VALUE) <= 0
        && fields.integer("max_level", 0, Integer.MIN_VALUE, Integer.MAX_VALUE) >= 0
        && fields.scalars("stage").isEmpty();
  }
}

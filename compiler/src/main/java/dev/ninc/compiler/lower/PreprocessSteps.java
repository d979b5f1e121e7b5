package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Preprocess;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a preprocessing: in the order in which they are done, each at most once. */
record PreprocessSteps(List<Preprocess.Step> all) {

  private static final List<String> ORDER =
      List.of("resize", "crop", "background", "order", "scale", "mean", "std");

  /** What is given twice or too late is reported, and what is given twice is left out. */
  static PreprocessSteps of(Preprocess item, Mistakes mistakes) {
    List<Preprocess.Step> kept = new ArrayList<>();
    boolean late = false;
    for (Preprocess.Step step : item.steps()) {
      String word = step.keyword().text();
      Optional<Preprocess.Step> same =
          kept.stream().filter(s -> s.keyword().text().equals(word)).findFirst();
      if (same.isPresent()) {
        mistakes.add(
            Diagnostic.error(
                    Code.NIN0104, step.span(), "The step `" + word + "` is given twice.", "again")
                .and(same.get().span(), "first given here")
                .hint("Remove one of them."));
        continue;
      }
      Optional<Preprocess.Step> later = kept.stream().filter(s -> rank(s) > rank(step)).findFirst();
      if (later.isPresent() && !late) {
        late = true; // the hint is the whole order: one is enough
        mistakes.add(late(step, later.get()));
      }
      kept.add(step);
    }
    return new PreprocessSteps(kept);
  }

  private static int rank(Preprocess.Step step) {
    return ORDER.indexOf(step.keyword().text());
  }

  private static Diagnostic late(Preprocess.Step step, Preprocess.Step later) {
    return Diagnostic.error(
            Code.NIN0125,
            step.keyword().span(),
            "The step `" + step.keyword() + "` stands too late.",
            "out of order")
        .and(later.keyword().span(), "stands behind it in the order of the steps")
        .hint("Write the steps in this order: `" + String.join("`, `", ORDER) + "`.");
  }

  <T extends Preprocess.Step> Optional<T> find(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  Optional<Preprocess.Numbers> find(Preprocess.Kind kind) {
    return all.stream()
        .filter(s -> s instanceof Preprocess.Numbers n && n.kind() == kind)
        .map(s -> (Preprocess.Numbers) s)
        .findFirst();
  }
}

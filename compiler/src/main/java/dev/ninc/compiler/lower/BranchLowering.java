package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Body;
import dev.ninc.compiler.ast.Item;
import dev.ninc.compiler.ast.Layer;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Branches that begin with the same maps, and are added or put side by side. */
record BranchLowering(LayerLowering layer, Layer.Branches kind) {

  /** The end of a branch: what it gives, and where that was said. */
  private record End(Place place, Span span) {}

  Optional<Place> lower() {
    if (!layer.fitsDepth()) {
      return Optional.empty();
    }
    List<End> ends = new ArrayList<>();
    for (Body body : kind.bodies()) {
      branch(body).ifPresent(ends::add);
    }
    if (kind.bodies().size() < 2 && kind.bodies().stream().noneMatch(Body::isBroken)) {
      layer
          .context()
          .mistakes()
          .add(
              Diagnostic.error(
                      Code.NIN0116,
                      layer.layer().keyword().span(),
                      "`" + layer.layer().keyword() + "` needs at least two branches.",
                      "has one")
                  .hint("Add a branch, `{ identity }` for the input itself, or remove it."));
      return Optional.empty();
    }
    boolean known = ends.size() == kind.bodies().size() && layer.in().isPresent();
    return known && (kind.add() ? sumFits(ends) : concatFits(ends))
        ? layer.context().graph().maps(layer.path(), op(ends), layer.origin(layer.path()))
        : Optional.empty();
  }

  private Optional<End> branch(Body body) {
    List<Item> items = body.items();
    return new BodyLowering(layer.context().branch())
        .body(body, layer.in(), "branch")
        .map(place -> new End(place, items.get(items.size() - 1).span()));
  }

  private Op op(List<End> ends) {
    List<Value> values = ends.stream().map(e -> e.place().value()).toList();
    return kind.add() ? new Op.Add(values, Activation.LINEAR) : new Op.Concat(values);
  }

  private boolean sumFits(List<End> ends) {
    Maps first = ends.get(0).place().type();
    return ends.stream().allMatch(e -> e.place().type().equals(first))
        || differ(
            ends,
            Code.NIN0301,
            "The branches of `add` do not have one shape.",
            "all branches must give the same channels, height and width",
            sameChannels(ends) ? missingPad(ends).orElse(sumHint(ends)) : sumHint(ends));
  }

  private boolean concatFits(List<End> ends) {
    Maps first = ends.get(0).place().type();
    boolean fits =
        ends.stream()
            .map(e -> e.place().type())
            .allMatch(t -> t.height() == first.height() && t.width() == first.width());
    long channels = ends.stream().mapToLong(e -> e.place().type().channels()).sum();
    if (fits && channels > Limits.SIZE) {
      layer.context().mistakes().add(tooManyChannels(channels));
      return false;
    }
    return fits
        || differ(
            ends,
            Code.NIN0302,
            "The branches of `concat` differ in height or width.",
            "all branches must give the same height and width",
            missingPad(ends)
                .orElse("Use the same stride in all branches, and padding that keeps the size."));
  }

  private Diagnostic tooManyChannels(long channels) {
    return Diagnostic.error(
            Code.NIN0206,
            layer.layer().span(),
            "The maps of `" + layer.path() + "` are too large.",
            "gives " + channels + " channels")
        .hint("Use at most " + Limits.SIZE + " channels.");
  }

  private static boolean sameChannels(List<End> ends) {
    return ends.stream().mapToInt(e -> e.place().type().channels()).distinct().count() == 1;
  }

  private Optional<String> missingPad(List<End> ends) {
    List<Maps> maps = ends.stream().map(e -> e.place().type()).toList();
    return new MissingPad(layer.context()).hint(kind.bodies(), maps);
  }

  /** Where an identity is the odd one out, the paper's way is a projection (He et al., 2015). */
  private String sumHint(List<End> ends) {
    Maps other = ends.get(0).place().type();
    for (int i = 0; i < ends.size(); i++) {
      Maps type = ends.get(i).place().type();
      if (layer.in().get().value().equals(ends.get(i).place().value())) {
        Maps wanted = ends.get(i == 0 ? 1 : 0).place().type();
        int stride = Math.max(1, type.height() / wanted.height());
        return "Give branch "
            + (i + 1)
            + " `cccp "
            + wanted.channels()
            + (stride > 1 ? " stride " + stride : "")
            + " act linear` instead of `identity`.";
      }
      other = type;
    }
    return "Change the channels, strides or padding until all branches give " + other + ".";
  }

  private boolean differ(List<End> ends, Code code, String message, String label, String hint) {
    Diagnostic error = Diagnostic.error(code, layer.layer().keyword().span(), message, label);
    for (End end : ends) {
      error = error.and(end.span(), "gives " + end.place().type() + leftBy(end));
    }
    layer.context().mistakes().add(error.hint(hint));
    return false;
  }

  /** An identity's shape was made elsewhere. */
  private static String leftBy(End end) {
    Place place = end.place();
    Span by = place.span();
    boolean sameFile = end.span().file().equals(by.file());
    boolean here = sameFile && end.span().start() <= by.start() && by.end() <= end.span().end();
    String file = sameFile ? "" : " of `" + by.file().name() + "`";
    return here ? "" : ", as `" + place.name() + "` on line " + by.line() + file + " left it";
  }
}

package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code repeat 3 { … }}. */
record Repeat(String label, Size count, List<Layer> body) implements Layer {
  @Override
  public String text(String indent) {
    return Layer.labelled(label, "repeat " + count.atom()) + " " + Layer.braced(body, indent);
  }

  @Override
  public Optional<Maps> shape(Maps in) {
    return count.value() < 1 || body.isEmpty() ? Optional.empty() : Layer.through(layers(), in);
  }

  @Override
  public long macs(Maps in) {
    return Layer.macs(layers(), in);
  }

  /** The body, so many times. */
  List<Layer> layers() {
    return Collections.nCopies(count.value(), body).stream().flatMap(List::stream).toList();
  }

  @Override
  public List<Layer> simpler() {
    List<Layer> all = new ArrayList<>();
    all.add(new Repeat(label, Size.of(1), body));
    all.add(new Repeat(label, Size.of(count.value() - 1), body));
    Reducer.smaller(body).forEach(b -> all.add(new Repeat(label, count, b)));
    all.add(new Repeat("", count, body));
    all.removeIf(this::equals);
    return all;
  }

  @Override
  public Layer sized(UnaryOperator<Size> to) {
    return new Repeat(label, to.apply(count), Layer.sized(body, to));
  }

  @Override
  public Layer nameless() {
    return new Repeat("", count, body);
  }
}

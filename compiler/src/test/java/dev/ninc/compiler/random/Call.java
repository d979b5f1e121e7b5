package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code fire(16, 64)}.
 *
 * @param named whether the arguments have their parameters' names
 */
record Call(String label, Block block, List<Size> arguments, boolean named) implements Layer {
  @Override
  public String text(String indent) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Size argument = arguments.get(i);
      boolean needed = !named || !block.isDefault(i, argument.value());
      if (needed) {
        texts.add((named ? block.parameters().get(i) + " = " : "") + argument.text());
      }
    }
    return Layer.labelled(label, block.name() + "(" + String.join(", ", texts) + ")");
  }

  @Override
  public Optional<Maps> shape(Maps in) {
    return layers().flatMap(l -> Layer.through(l, in));
  }

  @Override
  public long macs(Maps in) {
    return Layer.macs(layers().orElseThrow(), in);
  }

  /** What the call stands for; empty where the arguments make no whole numbers. */
  Optional<List<Layer>> layers() {
    return block.with(arguments.stream().map(Size::value).toList());
  }

  @Override
  public List<Layer> simpler() {
    List<Layer> all = new ArrayList<>();
    all.add(
        new Call(label, block, arguments.stream().map(a -> Size.of(a.value())).toList(), false));
    all.add(new Call("", block, arguments, named));
    all.removeIf(l -> l.text("").equals(text("")));
    return all;
  }

  @Override
  public Layer sized(UnaryOperator<Size> to) {
    return new Call(label, block, arguments.stream().map(to).toList(), named);
  }

  @Override
  public Layer nameless() {
    return new Call("", block, arguments, named);
  }
}

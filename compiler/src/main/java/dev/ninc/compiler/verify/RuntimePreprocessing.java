package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import dev.ninc.runtime.Shape;
import java.util.List;

/** The runtime's preprocessing for a network, without a generated class. */
public final class RuntimePreprocessing {

  private RuntimePreprocessing() {}

  /** What the constant of the generated class is. */
  public static dev.ninc.runtime.Preprocessing of(Preprocessing p, Maps input) {
    Shape shape = new Shape(input.channels(), input.height(), input.width());
    var plain =
        switch (p.order()) {
          case RGB -> dev.ninc.runtime.Preprocessing.rgb(shape);
          case BGR -> dev.ninc.runtime.Preprocessing.bgr(shape);
          case GREY -> dev.ninc.runtime.Preprocessing.grey(shape);
        };
    var resized = p.resize().map(r -> resized(plain, r)).orElse(plain);
    var sized = p.crop().map(c -> resized.crop(c.height(), c.width())).orElse(resized);
    Background back = p.background();
    return sized
        .background(back.red(), back.green(), back.blue())
        .scale(p.scale())
        .mean(array(p.mean()))
        .std(array(p.std()));
  }

  private static dev.ninc.runtime.Preprocessing resized(
      dev.ninc.runtime.Preprocessing plain, Resize resize) {
    return resize.match(
        new Resize.Cases<>() {
          @Override
          public dev.ninc.runtime.Preprocessing exact(Resize.Exact exact) {
            return plain.resize(exact.height(), exact.width());
          }

          @Override
          public dev.ninc.runtime.Preprocessing shorter(Resize.Shorter shorter) {
            return plain.resizeShorter(shorter.side());
          }
        });
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

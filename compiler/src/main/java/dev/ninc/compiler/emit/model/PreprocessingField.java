package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.ninc.compiler.ir.Preprocessing;
import dev.ninc.compiler.ir.Preprocessing.Background;
import dev.ninc.compiler.ir.Preprocessing.Resize;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The constant that makes an input of a picture; it reads like the statements of the language. */
public final class PreprocessingField {

  private PreprocessingField() {}

  public static FieldSpec of(Preprocessing preprocessing) {
    return FieldSpec.builder(ModelTypes.PREPROCESSING, "PREPROCESSING")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("What makes an input of a picture, as it was done for training.\n")
        .initializer(
            "$T.$L(INPUT)$>$>$L$<$<",
            ModelTypes.PREPROCESSING,
            preprocessing.order(),
            statements(preprocessing))
        .build();
  }

  /** A call for each statement that does something. */
  private static CodeBlock statements(Preprocessing p) {
    CodeBlock.Builder calls = CodeBlock.builder();
    p.resize().ifPresent(r -> call(calls, resize(r)));
    p.crop().ifPresent(c -> call(calls, "crop(" + c.height() + ", " + c.width() + ")"));
    Background back = p.background();
    if (!back.equals(Background.WHITE)) {
      call(calls, "background(" + back.red() + ", " + back.green() + ", " + back.blue() + ")");
    }
    if (p.scale() != 1) {
      call(calls, "scale(" + number(p.scale()) + ")");
    }
    if (!p.mean().equals(p.order().each(0))) {
      call(calls, "mean(" + numbers(p.mean()) + ")");
    }
    if (!p.std().equals(p.order().each(1))) {
      call(calls, "std(" + numbers(p.std()) + ")");
    }
    return calls.build();
  }

  private static void call(CodeBlock.Builder calls, String text) {
    calls.add("\n.$L", text);
  }

  private static String resize(Resize resize) {
    return resize.match(
        new Resize.Cases<>() {
          @Override
          public String exact(Resize.Exact exact) {
            return "resize(" + exact.height() + ", " + exact.width() + ")";
          }

          @Override
          public String shorter(Resize.Shorter shorter) {
            return "resizeShorter(" + shorter.side() + ")";
          }
        });
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(PreprocessingField::number).collect(Collectors.joining(", "));
  }

  /** {@code 1.0 / 255}, {@code 0.485}, {@code 104}. */
  private static String number(double value) {
    String text = Preprocessing.number(value);
    boolean large = Math.abs(value) > Integer.MAX_VALUE;
    return text.contains("/")
        ? text.replace("1/", "1.0 / ")
        : large ? Double.toString(value) : text;
  }
}

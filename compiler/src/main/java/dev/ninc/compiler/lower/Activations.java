package dev.ninc.compiler.lower;

import dev.ninc.compiler.ast.Expr;
import dev.ninc.compiler.ast.Function;
import dev.ninc.compiler.ast.Option;
import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Spelling;
import dev.ninc.compiler.ir.Activation;
import java.util.List;
import java.util.OptionalDouble;

/** Reads activations. One that is wrong is reported and replaced, as none changes a shape. */
final class Activations {

  private static final List<String> ALL =
      List.of("relu", "leaky", "relu6", "sigmoid", "tanh", "linear");

  private Activations() {}

  /** What {@code act} says, or {@code otherwise}. */
  static Activation of(Options options, Activation otherwise, Context context) {
    return options.find(Option.Act.class).map(o -> of(o.function(), context)).orElse(otherwise);
  }

  static Activation of(Function function, Context context) {
    return switch (function.name().text()) {
      case "linear" -> Activation.LINEAR;
      case "relu" -> Activation.RELU;
      case "relu6" -> Activation.RELU6;
      case "sigmoid" -> Activation.SIGMOID;
      case "tanh" -> Activation.TANH;
      case "leaky" -> leaky(function, context);
      default -> {
        context.mistakes().add(unknown(function));
        yield Activation.LINEAR;
      }
    };
  }

  private static Activation leaky(Function function, Context context) {
    OptionalDouble slope =
        context.values().real(function.argument().orElseThrow(), "The slope", 1, true);
    return Activation.leaky((float) slope.orElse(0));
  }

  /** With the slope that the user gave. */
  private static String leaky(Function function) {
    String slope =
        function
            .argument()
            .filter(Expr.Number.class::isInstance)
            .map(a -> ((Expr.Number) a).text())
            .orElse("0.1");
    return "leaky(" + slope + ")";
  }

  private static Diagnostic unknown(Function function) {
    Diagnostic error =
        Diagnostic.error(
            Code.NIN0111,
            function.name().span(),
            "There is no activation `" + function.name() + "`.",
            "not known here");
    return Spelling.nearest(function.name().text(), ALL)
        .map(near -> error.hint("Write `" + (near.equals("leaky") ? leaky(function) : near) + "`."))
        .orElse(error.hint("Choose `relu`, `leaky(0.1)`, `relu6`, `sigmoid`, `tanh` or `linear`."));
  }
}

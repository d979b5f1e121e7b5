package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.JavaForm;
import dev.ninc.compiler.plan.java.WinogradGrid;
import dev.ninc.compiler.plan.java.winograd.WinogradMatrices;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.apache.commons.math3.fraction.BigFraction;

/** The matrices that transform the weights of Winograd convolutions, as constants. */
final class FilterMatrices {

  private FilterMatrices() {}

  /** One for each size of tile and window. */
  static List<FieldSpec> fields(Plan plan) {
    return plan.load().stream()
        .map(load -> load.form())
        .filter(JavaForm.WinogradFilters.class::isInstance)
        .map(form -> field(((JavaForm.WinogradFilters) form).grid()))
        .distinct()
        .toList();
  }

  /** The name of the constant: {@code G_4_5} for F(4x4, 5x5). */
  static String name(WinogradGrid grid) {
    return "G_" + grid.m() + "_" + grid.r();
  }

  private static FieldSpec field(WinogradGrid grid) {
    BigFraction[][] g = WinogradMatrices.of(grid.m(), grid.r()).g().getData();
    String rows =
        Arrays.stream(g)
            .map(FilterMatrices::row)
            .collect(Collectors.joining(",\n", "{\n$>", "$<\n}"));
    return FieldSpec.builder(
            ArrayTypeName.of(ArrayTypeName.of(TypeName.DOUBLE)),
            name(grid),
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("G of $L: a window w becomes G w Gᵀ.\n", grid)
        .initializer(CodeBlock.of(rows))
        .build();
  }

  private static String row(BigFraction[] row) {
    return Arrays.stream(row)
        .map(FilterMatrices::number)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String number(BigFraction f) {
    return f.getDenominatorAsInt() == 1
        ? "" + f.getNumeratorAsInt()
        : f.getNumeratorAsInt() + ".0 / " + f.getDenominatorAsInt();
  }
}

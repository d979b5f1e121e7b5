package dev.ninc.compiler.emit.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import dev.ninc.compiler.plan.winograd.WinogradMatrices;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.apache.commons.math3.fraction.BigFraction;

/** The matrices by which Winograd's filters are transformed when they are loaded, as constants. */
public final class FilterConstants {

  private FilterConstants() {}

  /** One for each kind of tile. */
  public static List<FieldSpec> fields(Stream<WinogradGrid> grids) {
    return grids.map(FilterConstants::field).distinct().toList();
  }

  /** {@code FILTERS_4_5} for F(4x4, 5x5). */
  public static String name(WinogradGrid grid) {
    return "FILTERS_" + grid.m() + "_" + grid.r();
  }

  private static FieldSpec field(WinogradGrid grid) {
    BigFraction[][] g = WinogradMatrices.of(grid.m(), grid.r()).g().getData();
    String rows =
        Arrays.stream(g)
            .map(row -> Arrays.stream(row).map(FilterConstants::text))
            .map(row -> row.collect(Collectors.joining(", ", "  {", "}")))
            .collect(Collectors.joining(",\n", "{\n", "\n}"));
    return FieldSpec.builder(
            ArrayTypeName.of(ArrayTypeName.of(TypeName.DOUBLE)),
            name(grid),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("Transforms the filters of a Winograd convolution $L.\n", grid)
        .initializer("$L", rows)
        .build();
  }

  private static String text(BigFraction number) {
    String whole = number.getNumerator().toString();
    return number.getDenominatorAsInt() == 1
        ? whole
        : whole + ".0 / " + number.getDenominatorAsInt();
  }
}

package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.ModelTypes;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import javax.lang.model.element.Modifier;

/**
 * The kernels with the Vector API: a class with the weights and the steps that look the same for
 * any number of registers, and a subclass with the convolutions for each number.
 */
final class VectorClass {

  private static final TypeName SPECIES =
      ParameterizedTypeName.get(Types.VECTOR_SPECIES, ClassName.get(Float.class));

  private VectorClass() {}

  static TypeSpec common(Emission emission) {
    Plan plan = emission.vector32();
    WeightFields weights = new WeightFields(plan, emission.names(), true);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.vectorClass())
            .addJavadoc(
                """
                Kernels of {@link $T} with the Vector API: one method per step. The convolutions are cut
                into tiles for a number of registers: see the subclasses.
                """,
                emission.model())
            .addAnnotation(emission.constants().generated())
            .addModifiers(Modifier.ABSTRACT)
            .superclass(emission.network())
            .addField(
                FieldSpec.builder(SPECIES, "S", Modifier.STATIC, Modifier.FINAL)
                    .initializer("species()")
                    .build())
            .addField(
                FieldSpec.builder(TypeName.INT, "L", Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Floats in a vector.\n")
                    .initializer("S.length()")
                    .build())
            .addFields(weights.fields())
            .addMethods(weights.constructor())
            .addMethod(create(emission))
            .addMethod(species());
    for (Step step : plan.run()) {
      type.addMethods(
          new VectorSteps(step, emission.names(), emission.pieces(step, plan)).methods());
    }
    return type.addMethod(Descriptions.isVector(true)).build();
  }

  static TypeSpec forRegisters(Emission emission, int registers) {
    Plan plan = registers == 32 ? emission.vector32() : emission.vector16();
    Units units = new Units(plan);
    Warmable warmable = new Warmable(plan, emission.names());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(emission.vectorClass(registers))
            .addJavadoc(
                "Convolutions of {@link $T} for processors with $L vector registers.\n",
                emission.model(),
                registers)
            .addAnnotation(emission.constants().generated())
            .addModifiers(Modifier.FINAL)
            .superclass(emission.vectorClass())
            .addFields(units.fields())
            .addFields(warmable.fields())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addParameter(ModelTypes.LOAD_PHASE, "weights")
                    .addStatement("super(weights)")
                    .build());
    for (Step step : plan.run()) {
      type.addMethods(
          new VectorConvolutions(step, emission.names(), emission.pieces(step, plan)).methods());
    }
    return type.addMethods(units.methods())
        .addMethods(warmable.methods())
        .addMethod(
            Descriptions.describe(
                "L * $T.SIZE + $S", Float.class, " bits, " + registers + " registers"))
        .build();
  }

  private static MethodSpec create(Emission emission) {
    return MethodSpec.methodBuilder("create")
        .addJavadoc("The kernels for this processor.\n")
        .addModifiers(Modifier.STATIC)
        .returns(Types.KERNELS)
        .addParameter(ModelTypes.LOAD_PHASE, "weights")
        .addStatement(
            "return $T.registers(L) == 32 ? new $T(weights) : new $T(weights)",
            Types.VECTOR_WIDTH,
            emission.vectorClass(32),
            emission.vectorClass(16))
        .build();
  }

  private static MethodSpec species() {
    return MethodSpec.methodBuilder("species")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(SPECIES)
        .addStatement(
            "int bits = $T.bits($T.SPECIES_PREFERRED.vectorBitSize())",
            Types.VECTOR_WIDTH,
            Types.FLOAT_VECTOR)
        .addStatement("return $T.forBitSize(bits).withLanes(float.class)", Types.VECTOR_SHAPE)
        .build();
  }
}

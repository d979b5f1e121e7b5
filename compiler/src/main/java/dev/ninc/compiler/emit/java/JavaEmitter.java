package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.Destination;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.emit.GeneratedFile.Kind;
import dev.ninc.compiler.emit.model.JavaText;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/** Writes a network as Java source: five classes, of which one is public. */
public final class JavaEmitter {

  private JavaEmitter() {}

  /**
   * The sources, the public class first.
   *
   * @param checked the network as the user wrote it
   * @param optimized the network after the passes, which the plans were made for
   */
  public static List<GeneratedFile> emit(
      Network checked,
      Network optimized,
      Plan scalar,
      Plan vector32,
      Plan vector16,
      Destination destination) {
    Emission emission =
        new Emission(
            checked,
            optimized,
            scalar,
            vector32,
            vector16,
            Emission.divided(scalar, vector32, vector16),
            new JavaNames(scalar),
            ClassName.get(destination.packageName(), JavaNames.className(optimized.graph().name())),
            destination);
    return Stream.concat(
            files(Kind.JAVA, emission, new ModelClass(emission).type(), ScalarClass.type(emission)),
            files(
                Kind.VECTOR_JAVA,
                emission,
                VectorClass.common(emission),
                VectorClass.forRegisters(emission, 32),
                VectorClass.forRegisters(emission, 16)))
        .toList();
  }

  private static Stream<GeneratedFile> files(Kind kind, Emission emission, TypeSpec... types) {
    return Stream.of(types).map(t -> JavaText.file(emission.model().packageName(), t, kind));
  }
}

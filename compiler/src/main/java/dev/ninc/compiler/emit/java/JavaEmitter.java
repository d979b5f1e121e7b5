package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import dev.ninc.compiler.emit.GeneratedFile;
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
   * @param generator the compiler and its version
   */
  public static List<GeneratedFile> emit(
      Network checked,
      Network optimized,
      Plan scalar,
      Plan vector32,
      Plan vector16,
      String packageName,
      String generator) {
    Emission emission =
        new Emission(
            checked,
            optimized,
            scalar,
            vector32,
            vector16,
            Emission.divided(scalar, vector32, vector16),
            new JavaNames(scalar),
            ClassName.get(packageName, JavaNames.className(optimized.graph().name())),
            generator);
    return Stream.of(
            new ModelClass(emission).type(),
            ScalarClass.type(emission),
            VectorClass.common(emission),
            VectorClass.forRegisters(emission, 32),
            VectorClass.forRegisters(emission, 16))
        .map(type -> JavaText.file(packageName, type))
        .toList();
  }
}

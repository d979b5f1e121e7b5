package dev.ninc.compiler.emit.opencl;

import com.palantir.javapoet.ClassName;
import dev.ninc.compiler.emit.Destination;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.emit.GeneratedFile.Kind;
import dev.ninc.compiler.emit.model.JavaText;
import dev.ninc.compiler.emit.model.ModelConstants;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import java.util.List;

/** Writes a network as OpenCL C for two kinds of devices, and the Java class that runs it. */
public final class OpenClEmitter {

  private OpenClEmitter() {}

  /**
   * The public class, and beside it the programs for GPUs and for CPUs.
   *
   * @param checked the network as the user wrote it
   * @param optimized the network after the passes, which the plans were made for
   */
  public static List<GeneratedFile> emit(
      Network checked, Network optimized, Plan gpu, Plan cpu, Destination destination) {
    ModelConstants constants =
        new ModelConstants(checked, optimized, destination, DeviceTypes.GENERATED_MODEL);
    String packageName = destination.packageName();
    ClassName name = ClassName.get(packageName, OpenClFiles.publicClass(optimized));
    return List.of(
        JavaText.file(
            packageName, new DeviceModelClass(constants, gpu, cpu, name).type(), Kind.JAVA),
        program(checked, optimized, gpu, destination),
        program(checked, optimized, cpu, destination));
  }

  private static GeneratedFile program(
      Network checked, Network optimized, Plan plan, Destination destination) {
    return new GeneratedFile(
        JavaText.folder(destination.packageName()) + OpenClFiles.program(optimized, plan),
        new ProgramText(checked, optimized, plan, destination.generator()).text(),
        Kind.PROGRAM);
  }
}

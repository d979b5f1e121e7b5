package dev.ninc.compiler.emit.opencl;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.ninc.compiler.emit.model.Chunks;
import dev.ninc.compiler.emit.model.LayerTable;
import dev.ninc.compiler.emit.model.Lines;
import dev.ninc.compiler.emit.model.LoadProgram;
import dev.ninc.compiler.emit.model.ModelConstants;
import dev.ninc.compiler.emit.model.ModelTypes;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.opencl.DeviceMemory;
import dev.ninc.compiler.plan.opencl.Launch;
import dev.ninc.compiler.plan.opencl.OpenClKernel;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.runtime.GeneratedModel;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The public class that runs a network on an OpenCL device: what the network is, how it is loaded,
 * and the two programs with the launches of their kernels.
 */
final class DeviceModelClass {

  /**
   * The version of the OpenCL runtime's interface that is generated for: a test holds it to be
   * that.
   */
  static final int ABI = 3;

  private static final TypeName STEPS = ModelConstants.listOf(DeviceTypes.STEP);

  private final Network network;
  private final ModelConstants constants;
  private final Plan gpu;
  private final Plan cpu;
  private final ClassName name;

  /**
   * @param constants what the class says of the network
   * @param name of the class
   */
  DeviceModelClass(ModelConstants constants, Plan gpu, Plan cpu, ClassName name) {
    this.network = constants.optimized();
    this.constants = constants;
    this.gpu = gpu;
    this.cpu = cpu;
    this.name = name;
  }

  TypeSpec type() {
    List<MethodSpec> prepare = LoadProgram.methods(network.graph());
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(DeviceTypes.GENERATED_MODEL)
        .addJavadoc(header())
        .addAnnotation(constants.generated())
        .addFields(constants.fields(GeneratedModel.ABI, ABI))
        .addFields(PackingText.constants(gpu, cpu))
        .addField(spec())
        .addField(program(gpu))
        .addField(program(cpu))
        .addMethod(constructor(!prepare.isEmpty()))
        .addMethods(constants.loadMethods(name))
        .addMethod(loadWeights())
        .addMethod(loadWeightsAndDevice())
        .addMethods(prepare)
        .addMethods(PackingText.methods(gpu, cpu))
        .addMethods(constants.lists())
        .addMethods(Chunks.lists(steps(gpu), STEPS, launches(gpu), ",\n"))
        .addMethods(Chunks.lists(steps(cpu), STEPS, launches(cpu), ",\n"))
        .build();
  }

  private CodeBlock header() {
    LayerTable table =
        new LayerTable(gpu, constants.checked().graph(), s -> Lines.comment(s.id()), StepNote::of);
    String last =
        """
        A GPU runs {@code %s}, with the kernels above; a CPU runs {@code %s}.
        Activations of one image: %s KiB on a GPU, %s KiB on a CPU."""
            .formatted(
                OpenClFiles.program(network, gpu),
                OpenClFiles.program(network, cpu),
                kibibytes(gpu),
                kibibytes(cpu));
    return constants.header(table.lines(), last);
  }

  private static String kibibytes(Plan plan) {
    return Lines.count((DeviceMemory.of(plan).arena() * 4L + 1023) / 1024);
  }

  private FieldSpec spec() {
    return ModelConstants.constant(DeviceTypes.SPEC, "SPEC", Modifier.PRIVATE)
        .initializer(
            "new $T($>$>\nABI,\n$S,\n$S,\nINPUT,\n$L,\nLABELS,\nWEIGHTS,\n$L$<$<)",
            DeviceTypes.SPEC,
            constants.generator(),
            network.graph().name(),
            constants.outputs(),
            network.preprocessing().isPresent()
                ? CodeBlock.of("$T.of(PREPROCESSING)", Optional.class)
                : CodeBlock.of("$T.empty()", Optional.class))
        .build();
  }

  private FieldSpec program(Plan plan) {
    DeviceMemory memory = DeviceMemory.of(plan);
    return ModelConstants.constant(DeviceTypes.PROGRAM, kind(plan), Modifier.PRIVATE)
        .addJavadoc(
            """
            The kernels for a $L, in the order in which they run: work-items of a group, units of a
            group and of an image, panels, bytes of local memory.
            """,
            kind(plan))
        .initializer(
            """
            new $T($>$>
            $T.$L,
            $S,
            $L, // floats of activations for an image
            $L, // floats of packed weights
            $L$<$<)""",
            DeviceTypes.PROGRAM,
            DeviceTypes.KIND,
            kind(plan),
            OpenClFiles.program(network, plan),
            memory.arena(),
            memory.weights(),
            Chunks.list(DeviceTypes.GENERATED_MODEL, steps(plan), launches(plan), ",\n"))
        .build();
  }

  /** {@code GPU} or {@code CPU}. */
  private static String kind(Plan plan) {
    return ((OpenClTarget) plan.target()).name();
  }

  /** The methods that give the parts of a long list of steps. */
  private static String steps(Plan plan) {
    return plan.target() == OpenClTarget.GPU ? "gpuSteps" : "cpuSteps";
  }

  private static List<CodeBlock> launches(Plan plan) {
    return plan.run().stream().map(DeviceModelClass::step).toList();
  }

  private static CodeBlock step(Step step) {
    Launch launch = launch(step);
    return CodeBlock.of(
        "new $T($S, $S, $L, $L, $L, $L, $L)",
        DeviceTypes.STEP,
        step.id(),
        launch.kernel(),
        launch.local(),
        launch.tile(),
        launch.units(),
        launch.panels(),
        launch.localBytes());
  }

  private static Launch launch(Step step) {
    return ((OpenClKernel) step.kernel()).launch();
  }

  private MethodSpec constructor(boolean prepared) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(ModelTypes.WEIGHTS_TO_LOAD)
        .addParameter(DeviceTypes.DEVICE, "device")
        .addStatement(
            "super(SPEC, GPU, CPU, $L, $T::pack,$Wfile -> $T.class.getResourceAsStream(file),$Wdevice)",
            prepared ? "prepare(weights)" : "weights",
            name,
            name)
        .build();
  }

  private MethodSpec loadWeights() {
    return load()
        .addJavadoc(
            """
            A model with these weights, on the device that {@link $T#choose} takes. It holds memory of
            the device until it is closed.

            @throws $T if tensors are missing, surplus or have another shape; all are named
            @throws $T if there is no device, or it can't run this network
            """,
            DeviceTypes.DEVICES,
            ModelTypes.WEIGHTS_EXCEPTION,
            DeviceTypes.EXCEPTION)
        .addStatement("return load(weights, $T.choose())", DeviceTypes.DEVICES)
        .build();
  }

  private MethodSpec loadWeightsAndDevice() {
    return load()
        .addJavadoc(
            """
            A model with these weights on a device. It holds memory of the device until it is closed.

            @throws $T if tensors are missing, surplus or have another shape; all are named
            @throws $T if the device can't run this network
            """,
            ModelTypes.WEIGHTS_EXCEPTION,
            DeviceTypes.EXCEPTION)
        .addParameter(DeviceTypes.DEVICE, "device")
        .addStatement(
            "return new $T(new $T(weights, WEIGHTS), device)", name, ModelTypes.LOAD_PHASE)
        .build();
  }

  private MethodSpec.Builder load() {
    return MethodSpec.methodBuilder("load")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(name)
        .addParameter(ModelTypes.WEIGHTS, "weights")
        .addException(ModelTypes.WEIGHTS_EXCEPTION);
  }
}

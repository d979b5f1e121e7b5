package dev.ninc.compiler.emit.opencl;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import dev.ninc.compiler.emit.model.Chunks;
import dev.ninc.compiler.emit.model.FilterConstants;
import dev.ninc.compiler.emit.model.ModelTypes;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.opencl.OpenClForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The methods that put a network's weights where its kernels look for them. */
final class PackingText {

  private static final String TO_BOTH = "pack";

  private PackingText() {}

  /** {@code pack}, and its parts: one for each program where they differ, more where it is long. */
  static List<MethodSpec> methods(Plan gpu, Plan cpu) {
    List<CodeBlock> forGpu = statements(gpu);
    List<CodeBlock> forCpu = statements(cpu);
    List<MethodSpec> methods = new ArrayList<>();
    if (forGpu.equals(forCpu)) {
      add(methods, TO_BOTH, forGpu, pack().addJavadoc("Both programs read the same weights.\n"));
      return methods;
    }
    methods.add(
        pack()
            .addJavadoc("The first argument of each call is a place in the buffer of weights.\n")
            .beginControlFlow("switch (kind)")
            .addCode("case GPU -> packGpu(to, weights);\ncase CPU -> packCpu(to, weights);\n")
            .endControlFlow()
            .build());
    add(methods, "packGpu", forGpu, method("packGpu"));
    add(methods, "packCpu", forCpu, method("packCpu"));
    return methods;
  }

  /** The matrices that transform filters. */
  static List<FieldSpec> constants(Plan gpu, Plan cpu) {
    return FilterConstants.fields(
        Stream.of(gpu, cpu)
            .flatMap(plan -> plan.load().stream())
            .map(Load::form)
            .filter(OpenClForm.WinogradFilters.class::isInstance)
            .map(form -> ((OpenClForm.WinogradFilters) form).grid()));
  }

  private static MethodSpec.Builder pack() {
    return MethodSpec.methodBuilder(TO_BOTH)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(DeviceTypes.KIND, "kind")
        .addParameter(DeviceTypes.BUFFER)
        .addParameter(ModelTypes.WEIGHTS_TO_LOAD);
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(DeviceTypes.BUFFER)
        .addParameter(ModelTypes.WEIGHTS_TO_LOAD);
  }

  private static void add(
      List<MethodSpec> methods,
      String name,
      List<CodeBlock> statements,
      MethodSpec.Builder builder) {
    var to = DeviceTypes.BUFFER;
    var weights = ModelTypes.WEIGHTS_TO_LOAD;
    methods.add(builder.addCode(Chunks.calls(name, statements, to, weights)).build());
    methods.addAll(Chunks.methods(name, statements, to, weights));
  }

  private static List<CodeBlock> statements(Plan plan) {
    return plan.load().stream()
        .filter(load -> !staysZero((OpenClForm) load.form()))
        .map(PackingText::statement)
        .toList();
  }

  /** The place of a bias that a convolution does not have. */
  private static boolean staysZero(OpenClForm form) {
    return form instanceof OpenClForm.Channels channels && channels.values().isEmpty();
  }

  private static CodeBlock statement(Load load) {
    CodeBlock call = ((OpenClForm) load.form()).match(new Call(load.value()));
    return CodeBlock.of("to.$L;\n", call);
  }

  /** The call that packs one tensor. */
  private record Call(Value tensor) implements OpenClForm.Cases<CodeBlock> {

    @Override
    public CodeBlock filters(OpenClForm.Filters form) {
      return CodeBlock.of(
          "filters($L, $L, $L, $L, $L, $L, $L)",
          form.at(),
          floats(tensor),
          form.outputs(),
          form.inputs(),
          form.height(),
          form.width(),
          form.groups());
    }

    @Override
    public CodeBlock winogradFilters(OpenClForm.WinogradFilters form) {
      return CodeBlock.of(
          "winograd($L, $L, $L, $L, $L)",
          form.at(),
          floats(tensor),
          form.grid().out().channels(),
          form.grid().in().channels(),
          FilterConstants.name(form.grid()));
    }

    @Override
    public CodeBlock channels(OpenClForm.Channels form) {
      return CodeBlock.of("channels($L, $L, $L)", form.at(), floats(tensor), form.groups());
    }

    @Override
    public CodeBlock taps(OpenClForm.Taps form) {
      return CodeBlock.of(
          "taps($L, $L, $L, $L)", form.at(), floats(tensor), form.channels(), form.taps());
    }

    @Override
    public CodeBlock normGain(OpenClForm.NormGain form) {
      return CodeBlock.of(
          "gain($L,$W$L,$W$L,$W$L)",
          form.at(),
          floats(form.norm().scale()),
          floats(form.norm().variance()),
          form.norm().epsilon());
    }

    @Override
    public CodeBlock normShift(OpenClForm.NormShift form) {
      return CodeBlock.of(
          "shift($L,$W$L,$W$L,$W$L,$W$L,$W$L)",
          form.at(),
          floats(form.norm().scale()),
          floats(form.norm().shift()),
          floats(form.norm().mean()),
          floats(form.norm().variance()),
          form.norm().epsilon());
    }

    private static CodeBlock floats(Value value) {
      return CodeBlock.of("weights.floats($S)", value.name());
    }
  }
}

package dev.ninc.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.ninc.compiler.emit.model.Chunks;
import dev.ninc.compiler.emit.model.FilterConstants;
import dev.ninc.compiler.emit.model.ModelTypes;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.java.Conv2d;
import dev.ninc.compiler.plan.java.JavaForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The weights of a network as fields of its kernels, and how they are filled. */
final class WeightFields {

  private final Plan plan;
  private final JavaNames names;
  private final boolean vector;

  WeightFields(Plan plan, JavaNames names, boolean vector) {
    this.plan = plan;
    this.names = names;
    this.vector = vector;
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields =
        new ArrayList<>(
            FilterConstants.fields(
                forms().stream()
                    .filter(JavaForm.WinogradFilters.class::isInstance)
                    .map(form -> ((JavaForm.WinogradFilters) form).grid())));
    for (JavaForm form : forms()) {
      String stem = names.field(form.owner());
      if (form instanceof JavaForm.Filters
          || form instanceof JavaForm.WinogradFilters
          || form instanceof JavaForm.Taps) {
        fields.add(field(vector ? Methods.FLOATS : Methods.ROWS, stem + "Weight"));
      } else if (form instanceof JavaForm.Bias) {
        fields.add(field(Methods.FLOATS, stem + "Bias"));
      } else {
        fields.add(field(Methods.FLOATS, stem + "Gain"));
        fields.add(field(Methods.FLOATS, stem + "Shift"));
      }
    }
    return fields;
  }

  /** The constructor, and the parts of a long one. */
  List<MethodSpec> constructor() {
    List<CodeBlock> assignments = plan.load().stream().map(this::assignment).toList();
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.constructorBuilder()
            .addParameter(ModelTypes.WEIGHTS_TO_LOAD)
            .addCode(Chunks.calls("load", assignments, ModelTypes.WEIGHTS_TO_LOAD))
            .build());
    methods.addAll(
        Chunks.methods(Set.of(Modifier.PRIVATE), "load", assignments, ModelTypes.WEIGHTS_TO_LOAD));
    return methods;
  }

  private CodeBlock assignment(Load load) {
    CodeBlock.Builder code = CodeBlock.builder();
    JavaForm form = (JavaForm) load.form();
    String stem = names.field(form.owner());
    if (form instanceof JavaForm.Filters filters) {
      filters(code, stem, load.value().name(), filters.conv());
    } else if (form instanceof JavaForm.WinogradFilters filters) {
      transformed(code, stem, load.value().name(), filters);
    } else if (form instanceof JavaForm.Taps taps) {
      taps(code, stem, load.value().name(), taps.conv());
    } else if (form instanceof JavaForm.Bias bias) {
      bias(code, stem, bias);
    } else if (form instanceof JavaForm.Channels channels) {
      assign(code, stem + "Gain", "channels", channels.gain().name());
      assign(code, stem + "Shift", "channels", channels.shift().name());
    } else if (form instanceof JavaForm.Norm norm) {
      norm(code, stem, norm);
    }
    return code.build();
  }

  private void filters(CodeBlock.Builder code, String stem, String tensor, Conv2d conv) {
    code.add(
        "$L = $T.$L(weights.floats($S), $L, $L, $L, $L, $L);\n",
        stem + "Weight",
        Types.PACKING,
        vector ? "panels" : "rows",
        tensor,
        conv.out().maps().channels(),
        conv.inputs(),
        conv.window().height(),
        conv.window().width(),
        conv.groups());
  }

  private void transformed(
      CodeBlock.Builder code, String stem, String tensor, JavaForm.WinogradFilters filters) {
    code.add(
        "$L = $T.$L(weights.floats($S), $L, $L, $L);\n",
        stem + "Weight",
        Types.PACKING,
        vector ? "winogradPanels" : "winogradRows",
        tensor,
        filters.conv().channels(),
        filters.conv().inputs(),
        FilterConstants.name(filters.grid()));
  }

  private void taps(CodeBlock.Builder code, String stem, String tensor, Conv2d conv) {
    code.add(
        "$L = $T.$L(weights.floats($S), $L, $L);\n",
        stem + "Weight",
        Types.PACKING,
        vector ? "taps" : "tapRows",
        tensor,
        conv.channels(),
        conv.window().taps());
  }

  private static void bias(CodeBlock.Builder code, String stem, JavaForm.Bias bias) {
    if (bias.bias().isPresent()) {
      code.add(
          "$L = $T.bias(weights.floats($S), $L);\n",
          stem + "Bias",
          Types.PACKING,
          bias.bias().get().name(),
          bias.groups());
    } else {
      code.add(
          "$L = $T.noBias($L, $L);\n", stem + "Bias", Types.PACKING, bias.outputs(), bias.groups());
    }
  }

  private static void norm(CodeBlock.Builder code, String stem, JavaForm.Norm form) {
    var norm = form.norm();
    code.add(
        "$L = $T.normGain(weights.floats($S), weights.floats($S), $L);\n",
        stem + "Gain",
        Types.PACKING,
        norm.scale().name(),
        norm.variance().name(),
        norm.epsilon());
    code.add(
        "$L = $T.normShift(\n    weights.floats($S), weights.floats($S), weights.floats($S), weights.floats($S), $L);\n",
        stem + "Shift",
        Types.PACKING,
        norm.scale().name(),
        norm.shift().name(),
        norm.mean().name(),
        norm.variance().name(),
        norm.epsilon());
  }

  private static void assign(CodeBlock.Builder code, String field, String how, String tensor) {
    code.add("$L = $T.$L(weights.floats($S));\n", field, Types.PACKING, how, tensor);
  }

  private List<JavaForm> forms() {
    return plan.load().stream().map(l -> (JavaForm) l.form()).toList();
  }

  /** Visible to the subclasses that cut tiles for a number of registers. */
  private FieldSpec field(TypeName type, String name) {
    FieldSpec.Builder field = FieldSpec.builder(type, name);
    if (!vector) {
      field.addModifiers(Modifier.PRIVATE);
    }
    if (plan.load().size() <= Chunks.SIZE) {
      field.addModifiers(Modifier.FINAL); // only a constructor may fill it
    }
    return field.build();
  }
}

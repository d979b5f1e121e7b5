package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.testing.Javac;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from a model file are names in the generated code, and nothing else. */
class HostileNamesTest {

  /** Layers: words of Java, our own methods, helpers and variables, and no identifiers at all. */
  private static final List<String> LAYERS =
      List.of(
          "class",
          "int",
          "yield",
          "record",
          "var",
          "sealed",
          "permits",
          "when",
          "goto",
          "const",
          "null",
          "true",
          "this",
          "super",
          "_",
          "enum",
          "assert",
          "strictfp",
          "module",
          "main",
          "step",
          "run",
          "weights",
          "create",
          "species",
          "describe",
          "isVector",
          "units",
          "grain",
          "UNITS",
          "from",
          "to",
          "prepare",
          "load",
          "start",
          "store",
          "add",
          "add1",
          "add4",
          "fma1",
          "fma4",
          "fma24",
          "max",
          "plus",
          "times",
          "windowMax",
          "windowSum",
          "relu",
          "leaky",
          "a",
          "w",
          "b",
          "s",
          "x",
          "y",
          "S",
          "L",
          "k",
          "zero",
          "six",
          "row",
          "tap",
          "bo",
          "wo",
          "getClass",
          "hashCode",
          "wait",
          "notify",
          "clone",
          "finalize",
          "toString",
          "equals",
          "Math",
          "System",
          "String",
          "Workspace",
          "FloatVector",
          "Arrays",
          "Nhwc",
          "Packing",
          "odd",
          "oddRow",
          "oddBand",
          "oddTile8",
          "oddRowNarrow",
          "oddWeight",
          "oddWeightBias",
          "odd.weights",
          "conv1",
          "conv1Out",
          "conv4-1024",
          "fire2/squeeze1x1",
          "a.b",
          "a_b",
          "a-b",
          "1st",
          "größe",
          "Größe",
          "日本",
          "\uD83D\uDE00",
          "*/",
          "/*",
          "//",
          "\\u002a/",
          "\\\\u002a/",
          "say \"x\"",
          "${name}",
          "$T",
          "$L",
          "$$",
          "$",
          "%s",
          "%n",
          "{@code",
          "}</pre>",
          "<b>",
          "@",
          "'",
          "`",
          "\\",
          "\\n",
          "a  b",
          "LongName".repeat(12));

  /** Networks: classes that generated code uses, and our own. */
  private static final List<String> NETWORKS =
      List.of(
          "String",
          "Math",
          "System",
          "Workspace",
          "FloatVector",
          "VectorOperators",
          "List",
          "Steps",
          "Backends",
          "Override",
          "Object",
          "Class",
          "Float",
          "Module",
          "Generated",
          "GeneratedModel",
          "Kernels",
          "KernelSource",
          "LoadPhase",
          "Packing",
          "Nhwc",
          "Path",
          "IOException",
          "Arrays",
          "Shape",
          "ModelSpec",
          "TensorSpec",
          "NamedOutput",
          "Weights",
          "WeightsException",
          "Safetensors",
          "VectorWidth",
          "VectorShape",
          "VectorSpecies",
          "IllegalArgumentException",
          "ReflectiveOperationException",
          "record",
          "var",
          "yield",
          "sealed",
          "permits",
          "class",
          "int",
          "_",
          "Scalar",
          "Vector",
          "Vector32",
          "model");

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Each name as that of a convolution, of a stage of a chain, of an output and of a label. */
  private static String network(String name, List<String> layers) {
    StringBuilder text = new StringBuilder("/// A network called " + name + ".\n");
    text.append("network ").append(name).append(" {\n  input 2x3x3\n");
    Set<String> labels = new LinkedHashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      String layer = "\"" + escaped(layers.get(i)) + "\"";
      labels.add(layer);
      text.append(
          switch (i % 4) {
            case 0 -> "  " + layer + ": conv 3x3 4 pad 1 norm\n";
            case 1 -> "  " + layer + ": maxpool 3x3 stride 1 pad 1\n";
            case 2 -> "  mlpconv 3x3 [" + layer + ": 4, 5] pad 1\n";
            default -> "  " + layer + ": batchnorm\n";
          });
    }
    text.append("  \"last\": cccp ")
        .append(Math.max(2, labels.size()))
        .append(" act linear\n  gap\n");
    for (int i = 0; i + 1 < layers.size(); i += 5) {
      text.append("  output \"").append(escaped(layers.get(i))).append("\"\n");
    }
    text.append(labels.size() > 1 ? "  labels " + labels + "\n" : "");
    return text.append("}\n").toString();
  }

  /** All at once, so that they may get into each other's way, in both orders. */
  @TestFactory
  Stream<DynamicTest> layers() {
    List<String> reversed = new ArrayList<>(LAYERS);
    java.util.Collections.reverse(reversed);
    return Stream.of(LAYERS, reversed, LAYERS.subList(1, LAYERS.size()))
        .map(
            names ->
                DynamicTest.dynamicTest(
                    names.get(0), () -> verify(network("Hostile", names), "Hostile")));
  }

  private static void verify(String text, String name) {
    verify(text, name, Options.DEFAULT);
  }

  private static void verify(String text, String name, Options options) {
    Harness harness = new Harness(text, options);
    assertThat(harness.checked().graph().name()).isEqualTo(name);
    float[] image = harness.image(1);
    float[] expected = harness.model(Machine.SCALAR).run(image);
    for (Machine machine : List.of(Machine.SCALAR, Machine.VECTOR.get(0))) {
      assertThat(harness.verify(machine, image).firstDivergence()).isEmpty();
      assertThat(harness.model(machine).run(image)).isEqualTo(expected);
    }
  }

  /** Ends of the names of helpers, as layers: no two helpers may become one. */
  @ParameterizedTest
  @ValueSource(strings = {"winograd F(2x2)", "winograd F(4x4)", "fused winograd F(4x4)"})
  void helpersOfNeighboursHaveNamesOfTheirOwn(String algorithm) {
    List<String> layers =
        Stream.of(
                "",
                "Cut",
                "Output",
                "Outputs",
                "OutputCut",
                "Tiles",
                "Patch",
                "PatchColumns",
                "PatchRows",
                "Products",
                "ProductsNarrow",
                "Products1",
                "Columns",
                "Narrow",
                "ProductColumns",
                "Finish",
                "Row",
                "Tile8",
                "Band")
            .map(end -> "conv" + end)
            .toList();
    StringBuilder text = new StringBuilder("network Near {\n  input 3x7x9\n");
    layers.forEach(l -> text.append("  ").append(l).append(": conv 3x3 4 pad 1\n"));
    Policy policy = Policy.DEFAULT.chains(Chains.SEPARATE).everywhere(algorithm);
    verify(text.append("}\n").toString(), "Near", Options.DEFAULT.policy(policy));
  }

  /** All of them compile; that they run as well is seen on some. */
  @TestFactory
  Stream<DynamicTest> networks() {
    List<String> layers = List.of("String", "Math", "step", "relu");
    return Stream.of("String", "Math", "Steps", "FloatVector", "Workspace", "record", "_")
        .map(n -> DynamicTest.dynamicTest(n, () -> verify(network(n, layers), n)));
  }

  @Test
  void noneOfThemGivesAWarning(@TempDir Path classes) {
    List<String> layers = List.of("String", "Math", "class", "yield");
    List<GeneratedFile> all = new ArrayList<>();
    List<GeneratedFile> visible = new ArrayList<>();
    for (String name : NETWORKS) {
      Options options = Options.DEFAULT.packageName("net" + visible.size());
      List<GeneratedFile> files = Ninc.emit(Harness.check(network(name, layers), options), options);
      visible.addAll(files.subList(0, 2));
      all.addAll(files);
    }
    assertThat(Javac.complaints(visible, classes, "-Xlint:all", "-Werror")).isEmpty();
    assertThat(JavaSources.compile(all, Javac.runtime())).hasSizeGreaterThanOrEqualTo(all.size());
  }
}

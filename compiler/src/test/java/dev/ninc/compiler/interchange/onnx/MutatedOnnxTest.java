package dev.ninc.compiler.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.Imported;
import dev.ninc.compiler.testing.FileCampaign;
import dev.ninc.compiler.testing.FileMutator;
import dev.ninc.compiler.testing.WireTree;
import dev.ninc.compiler.testing.WireTree.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Damaged models: imported or refused with diagnostics, never anything else, and never with much
 * memory. Whatever is imported compiles.
 */
class MutatedOnnxTest {

  private static final int FEW = 1_000;
  private static final int MANY = 50_000;

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    Schema tensor = Schema.of(13, Schema.LEAF);
    Schema node = Schema.of(5, Schema.of(5, tensor));
    Schema shape = Schema.of(1, Schema.LEAF);
    Schema port = Schema.of(2, Schema.of(1, Schema.of(2, shape)));
    Schema graph = new Schema(Map.of(1, node, 5, tensor, 11, port, 12, port));
    return new Schema(Map.of(7, graph, 8, Schema.LEAF));
  }

  /** All kinds of layers, of constants, and of shapes that are computed. */
  private static byte[] layers() {
    ModelWriter model = new ModelWriter(13).input("x", 0, 2, 9, 9);
    model.random("a.weight", 3, 2, 3, 3).random("a.bias", 3).random("b.weight", 2, 3, 1, 1);
    model.random("g", 3).random("h", 3).random("m", 3).positive("v", 3).random("k", 1, 5, 1, 1);
    model.random("w", 45, 4).random("o", 4).integers("p", 0, 0, 1, 1, 0, 0, 1, 1);
    model.integers("rest", -1).integers("zero", 0);
    model.node("a = Conv(x, a.weight, a.bias)", ModelWriter.ints("pads", 1, 1, 1, 1));
    model.node("n = BatchNormalization(a, g, h, m, v)", ModelWriter.real("epsilon", .01f));
    model.node("r = Relu(n)").node("b = Conv(r, b.weight)").node("l = LeakyRelu(b)");
    model.node("j = Concat(r, l)", ModelWriter.integer("axis", 1)).node("c = Mul(j, k)");
    model.node("d = Dropout(c)").node("q = Pad(d, p)");
    model.node(
        "e = AveragePool(q)",
        ModelWriter.ints("kernel_shape", 3, 3),
        ModelWriter.ints("strides", 4, 4),
        ModelWriter.integer("ceil_mode", 1));
    model.node("s = Shape(e)").node("first = Constant()", ModelWriter.value(integer(0)));
    model.node("t = Gather(s, first)", ModelWriter.integer("axis", 0));
    model.node("u = Unsqueeze(t, zero)");
    model.node("z = Concat(u, rest)", ModelWriter.integer("axis", 0)).node("f = Reshape(e, z)");
    model.node("i = Gemm(f, w, o)").node("y = Softmax(i)").output("y").output("r");
    return model.bytes();
  }

  private static byte[] integer(long value) {
    return ModelWriter.integerTensor("", new int[0], value);
  }

  /** A run that ended with diagnostics. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private static Imported run(byte[] model) throws Refused {
    Diagnostics found = new Diagnostics();
    OnnxImport.Options options = new OnnxImport.Options("Net", "net.onnx", Optional.empty());
    Optional<Imported> imported = OnnxImport.run(model, ExternalData.NONE, options, found);
    assertThat(imported.isPresent()).isNotEqualTo(found.hasErrors());
    assertThat(found.list())
        .allMatch(d -> d.message().matches("(?s)([A-Z`]|net.onnx).*[.]") && d.hint().isPresent())
        .allMatch(d -> d.message().codePoints().noneMatch(Character::isISOControl));
    imported.ifPresent(i -> hasAllResults(i, model));
    return imported.orElseThrow(() -> new Refused(found.list().get(0).message()));
  }

  /** No result is lost: what is damaged has no two names for one place. */
  private static void hasAllResults(Imported imported, byte[] model) {
    OnnxModel read = OnnxReader.read(model, "net.onnx", new Diagnostics()).orElseThrow();
    long names = read.graph().outputs().stream().map(OnnxModel.Port::name).distinct().count();
    assertThat(OnnxRun.check(imported.nin()).graph().outputs())
        .as(imported.nin())
        .hasSize((int) names);
  }

  @Test
  void models() {
    models(FEW);
  }

  @Test
  @Tag("campaign")
  void manyModels() {
    models(MANY);
  }

  private static void models(int count) {
    byte[] valid = layers();
    assertThat(OnnxRun.of(valid).reports()).isEmpty();
    FileCampaign campaign = new FileCampaign("MutatedOnnxTest#models", Refused.class, 32, 1 << 20);
    FileCampaign.Outcome outcome =
        campaign.run(
            count, random -> damaged(valid, random), MutatedOnnxTest::run, OnnxRun::mustCompile);
    if (outcome.read() + outcome.refused() >= count) {
      assertThat(outcome.read()).as("models that were imported").isGreaterThan(count / 50);
      assertThat(outcome.refused()).as("models that were refused").isGreaterThan(count / 10);
    }
  }

  private static byte[] damaged(byte[] valid, RandomGenerator random) {
    FileMutator mutator = new FileMutator(random);
    if (random.nextInt(4) == 0) {
      return mutator.edited(valid);
    }
    WireTree tree = WireTree.of(valid, SCHEMA);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      tree.change(random, mutator.extreme());
    }
    byte[] changed = tree.bytes();
    return random.nextInt(6) == 0 ? mutator.edited(changed) : changed;
  }

  /** What a person would try: each of these is refused in words. */
  @Test
  void whatIsNoModel() {
    for (byte[] file : List.of(new byte[0], new byte[] {'P', 'K', 3, 4}, "hello".getBytes())) {
      assertThat(OnnxRun.of(file).reports()).singleElement().asString().startsWith("NIN0701: ");
    }
  }
}

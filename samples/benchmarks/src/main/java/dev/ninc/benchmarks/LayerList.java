package dev.ninc.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.ir.Output;
import dev.ninc.compiler.ir.Tensor;
import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.ir.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/**
 * A network as JSON, node by node as the user wrote it, of which other programs make the same
 * network: shapes are channels, rows, columns; windows are rows, columns; padding is top, left,
 * bottom, right. The weights have the names that they have in a file.
 */
record LayerList(Graph graph) {

  String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("network", graph.name());
      json.writeArrayFieldStart("nodes");
      for (Node node : graph.nodes()) {
        json.writeStartObject();
        node(json, node);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("outputs");
      for (Output output : graph.outputs()) {
        json.writeString(output.value().name());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void node(JsonGenerator json, Node node) throws IOException {
    json.writeStringField("name", node.out().name());
    array(json, "shape", shape(node));
    json.writeArrayFieldStart("in");
    for (Value value : node.op().inputs()) {
      json.writeString(value.name());
    }
    json.writeEndArray();
    node.op().match(new Attributes(json)).write();
  }

  private static List<Integer> shape(Node node) {
    return node.type() instanceof Maps maps
        ? List.of(maps.channels(), maps.height(), maps.width())
        : ((Tensor) node.type()).dims();
  }

  private static void array(JsonGenerator json, String name, List<Integer> numbers)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(numbers.stream().mapToInt(n -> n).toArray(), 0, numbers.size());
  }

  /** What is written of an op. */
  private interface Writing {
    void write() throws IOException;
  }

  /** What an op is called, and what it says beside its operands. */
  private record Attributes(JsonGenerator json) implements Op.Cases<Writing> {

    private void op(String name) throws IOException {
      json.writeStringField("op", name);
    }

    private Writing only(String name) {
      return () -> op(name);
    }

    private void activation(Activation act) throws IOException {
      json.writeStringField("act", act.kind().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("slope", act.slope());
    }

    private void window(Window window) throws IOException {
      array(json, "window", List.of(window.height(), window.width()));
      array(json, "stride", List.of(window.strideY(), window.strideX()));
      array(json, "dilation", List.of(window.dilationY(), window.dilationX()));
      array(
          json,
          "pad",
          List.of(
              window.pad().top(),
              window.pad().left(),
              window.pad().bottom(),
              window.pad().right()));
    }

    @Override
    public Writing input(Op.Input op) {
      return only("input");
    }

    @Override
    public Writing param(Op.Param op) {
      return () -> {
        op("weight");
        json.writeStringField("tensor", op.name());
      };
    }

    @Override
    public Writing conv(Op.Conv op) {
      return () -> {
        op("conv");
        json.writeNumberField("groups", op.groups());
        window(op.window());
        activation(op.act());
      };
    }

    @Override
    public Writing pool(Op.Pool op) {
      return () -> {
        op(op.kind() == Op.Pool.Kind.MAX ? "maxpool" : "avgpool");
        json.writeBooleanField("countsPadding", op.divisor() == Op.Pool.Divisor.PADDED);
        window(op.window());
      };
    }

    @Override
    public Writing globalAverage(Op.GlobalAverage op) {
      return only("gap");
    }

    @Override
    public Writing activate(Op.Activate op) {
      return () -> {
        op("activate");
        activation(op.act());
      };
    }

    @Override
    public Writing batchNorm(Op.BatchNorm op) {
      return () -> {
        op("batchnorm");
        json.writeNumberField("epsilon", op.epsilon());
      };
    }

    @Override
    public Writing scale(Op.Scale op) {
      return only("scale");
    }

    @Override
    public Writing lrn(Op.Lrn op) {
      return () -> {
        op("lrn");
        json.writeNumberField("size", op.size());
        json.writeNumberField("alpha", op.alpha());
        json.writeNumberField("beta", op.beta());
        json.writeNumberField("bias", op.bias());
      };
    }

    @Override
    public Writing concat(Op.Concat op) {
      return only("concat");
    }

    @Override
    public Writing add(Op.Add op) {
      return () -> {
        op("add");
        activation(op.act());
      };
    }

    @Override
    public Writing dropout(Op.Dropout op) {
      return only("identity");
    }

    @Override
    public Writing softmax(Op.Softmax op) {
      return only("softmax");
    }

    @Override
    public Writing reshape(Op.Reshape op) {
      return only("reshape");
    }

    @Override
    public Writing inverseRoot(Op.InverseRoot op) {
      return only("inverse root");
    }

    @Override
    public Writing arithmetic(Op.Arithmetic op) {
      return only("arithmetic");
    }
  }
}

package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.onnx.OnnxModel.Port;
import dev.ninc.compiler.interchange.wire.WireInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a {@code ModelProto} of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a> in the wire format
 * of protocol buffers. What is not needed is skipped, graphs inside of graphs too, so nothing nests
 * deeply.
 */
final class OnnxReader {

  private static final int MOST_NODES = 20_000;
  private static final int MOST_TENSORS = 20_000;
  private static final int MOST_PORTS = 20_000;
  private static final int MOST_VALUES = 4_096;
  private static final int MOST_EDGES = 100_000;
  private static final int MOST_ATTRIBUTES = 64;
  private static final int MOST_SETS = 256;

  private final WireInput in;
  private final Map<String, Long> sets = new HashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<OnnxTensor> initializers = new ArrayList<>();
  private final List<Port> inputs = new ArrayList<>();
  private final List<Port> outputs = new ArrayList<>();
  private String producer = "";
  private String name = "";
  private String doc = "";
  private int edges;
  private boolean sparse;
  private boolean graph;

  private OnnxReader(byte[] file) {
    this.in = new WireInput(file);
  }

  /** The model in a file; empty, and reported, where the file is none. */
  static Optional<OnnxModel> read(byte[] file, String source, Diagnostics found) {
    try {
      return Optional.of(new OnnxReader(file).model());
    } catch (WireInput.Unreadable e) {
      damaged(source + " cannot be read: " + e.getMessage() + ".", found);
    } catch (IOException e) {
      // The library's message speaks of tags and streams, and to programmers.
      damaged(source + " is no ONNX model, or it is damaged or cut off.", found);
    }
    return Optional.empty();
  }

  private static void damaged(String message, Diagnostics found) {
    found.add(
        Diagnostic.error(Code.NIN0701, message)
            .hint("Export or fetch it again; it is a binary file, `….onnx`."));
  }

  private OnnxModel model() throws IOException {
    in.file(
        (number, tag) -> {
          switch (number) {
            case 2 -> producer = in.text(tag);
            case 7 -> {
              graph = true;
              in.message(tag, this::graph);
            }
            case 8 -> operatorSet(tag);
            default -> in.skip(tag);
          }
        });
    if (!graph) {
      throw new WireInput.Unreadable("it holds no graph");
    }
    return new OnnxModel(
        sets,
        producer,
        new OnnxModel.Graph(name, doc, nodes, initializers, inputs, outputs, sparse));
  }

  private void operatorSet(int tag) throws IOException {
    SetFields set = new SetFields();
    in.message(tag, set);
    WireInput.require(sets.size() < MOST_SETS, "sets of operators");
    sets.put(set.domain.equals("ai.onnx") ? "" : set.domain, set.version);
  }

  private void graph(int number, int tag) throws IOException {
    switch (number) {
      case 1 -> {
        WireInput.require(nodes.size() < MOST_NODES, "nodes");
        nodes.add(node(tag));
      }
      case 2 -> name = in.text(tag);
      case 5 -> {
        WireInput.require(initializers.size() < MOST_TENSORS, "tensors");
        initializers.add(TensorReader.read(in, tag));
      }
      case 10 -> doc = in.text(tag);
      case 11 -> inputs.add(port(tag, inputs.size()));
      case 12 -> outputs.add(port(tag, outputs.size()));
      case 15 -> {
        sparse = true;
        in.skip(tag);
      }
      default -> in.skip(tag);
    }
  }

  private OnnxNode node(int tag) throws IOException {
    NodeFields fields = new NodeFields();
    in.message(tag, fields);
    return fields.node();
  }

  private Port port(int tag, int before) throws IOException {
    WireInput.require(before < MOST_PORTS, "inputs and outputs");
    return PortReader.read(in, tag);
  }

  /** {@code OperatorSetIdProto}. */
  private final class SetFields implements WireInput.Fields {
    private String domain = "";
    private long version;

    @Override
    public void read(int number, int tag) throws IOException {
      switch (number) {
        case 1 -> domain = in.text(tag);
        case 2 -> version = in.integer(tag);
        default -> in.skip(tag);
      }
    }
  }

  /** {@code NodeProto}. */
  private final class NodeFields implements WireInput.Fields {
    private final List<String> from = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private final Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    private String called = "";
    private String operator = "";
    private String domain = "";

    @Override
    public void read(int number, int tag) throws IOException {
      switch (number) {
        case 1 -> from.add(in.text(tag));
        case 2 -> to.add(in.text(tag));
        case 3 -> called = in.text(tag);
        case 4 -> operator = in.text(tag);
        case 5 -> {
          OnnxAttribute attribute = AttributeReader.read(in, tag);
          attributes.put(attribute.name(), attribute);
        }
        case 7 -> domain = in.text(tag);
        default -> in.skip(tag);
      }
      edges += number == 1 || number == 2 ? 1 : 0;
      WireInput.require(from.size() + to.size() <= MOST_VALUES, "values of a node");
      WireInput.require(edges <= MOST_EDGES, "inputs and outputs of nodes");
      WireInput.require(attributes.size() <= MOST_ATTRIBUTES, "attributes of a node");
    }

    private OnnxNode node() {
      return new OnnxNode(operator, domain, called, from, to, attributes);
    }
  }
}

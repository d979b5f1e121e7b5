package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.layers.LayerOp;
import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Padding;
import dev.ninc.compiler.ir.Window;
import dev.ninc.runtime.WeightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Understands one layer. The defaults and ranges are those of caffe.proto. */
final class LayerReader {

  private static final int MOST_OUTPUTS = 1 << 20;
  private static final int LARGEST = 4_096;

  private static final Set<String> CONVOLUTION =
      Set.of(
          "num_output",
          "bias_term",
          "pad",
          "pad_h",
          "pad_w",
          "kernel_size",
          "kernel_h",
          "kernel_w",
          "group",
          "stride",
          "stride_h",
          "stride_w",
          "dilation",
          "weight_filler",
          "bias_filler",
          "engine",
          "axis",
          "force_nd_im2col");

  private static final Set<String> POOLING =
      Set.of(
          "pool",
          "pad",
          "pad_h",
          "pad_w",
          "kernel_size",
          "kernel_h",
          "kernel_w",
          "stride",
          "stride_h",
          "stride_w",
          "engine",
          "global_pooling",
          "round_mode");

  private static final Set<String> INNER_PRODUCT =
      Set.of("num_output", "bias_term", "weight_filler", "bias_filler", "axis", "transpose");

  private final LayerText layer;
  private final Diagnostics found;

  private LayerReader(LayerText layer, Diagnostics found) {
    this.layer = layer;
    this.found = found;
  }

  /** What a layer computes; empty, and reported, where that can't be imported. */
  static Optional<LayerOp> read(LayerText layer, Diagnostics found) {
    return new LayerReader(layer, found).read();
  }

  private Optional<LayerOp> read() {
    NormReader norms = new NormReader(layer, found);
    return switch (layer.type()) {
      case "Convolution" -> Optional.of(convolution(false));
      case "ConvolutionDepthwise", "DepthwiseConvolution", "ConvolutionDepthWise" ->
          Optional.of(convolution(true));
      case "Pooling" -> Optional.of(pooling());
      case "InnerProduct" -> Optional.of(innerProduct());
      case "ReLU" -> Optional.of(relu());
      case "ReLU6" -> Optional.of(new LayerOp.Activate(Activation.RELU6));
      case "Sigmoid" -> Optional.of(new LayerOp.Activate(Activation.SIGMOID));
      case "TanH" -> Optional.of(new LayerOp.Activate(Activation.TANH));
      case "Dropout" -> Optional.of(dropout());
      case "Softmax" -> Optional.of(softmax());
      case "Flatten" -> Optional.of(flatten());
      case "Reshape" -> Optional.of(reshape());
      case "LRN" -> Optional.of(norms.lrn());
      case "BatchNorm" -> Optional.of(norms.batchNorm());
      case "Scale" -> Optional.of(norms.scale());
      case "Bias" -> Optional.of(norms.bias());
      case "Concat" -> Optional.of(concat());
      case "Eltwise" -> Optional.of(eltwise());
      default -> {
        found.add(
            Diagnostic.error(
                    Code.NIN0503,
                    layer.span(),
                    "A layer of type "
                        + WeightsException.quote(layer.type())
                        + " cannot be imported.",
                    WeightsException.quote(layer.name()))
                .hint(LayerTypes.remedy(layer.type())));
        yield Optional.empty();
      }
    };
  }

  private FieldReader parameters(String field, Set<String> known) {
    return parameters(layer, field, known, found);
  }

  /** The options of a layer; those that are not known are reported. */
  static FieldReader parameters(
      LayerText layer, String field, Set<String> known, Diagnostics found) {
    FieldReader fields = FieldReader.of(layer, found).child(field);
    fields.allow(known);
    return fields;
  }

  /**
   * @param depthwise whether each output sees one channel: a group for each
   */
  private LayerOp convolution(boolean depthwise) {
    FieldReader fields = parameters("convolution_param", CONVOLUTION);
    if (fields.integer("axis", 1, Integer.MIN_VALUE, Integer.MAX_VALUE) != 1) {
      fields.unsupported("axis", "Only the axis 1 holds channels.");
    }
    int[] dilation = pair(fields, "dilation", 1, 1);
    int outputs = outputs(fields);
    Window window = window(fields, dilation);
    int groups = fields.integer("group", depthwise ? outputs : 1, 1, MOST_OUTPUTS);
    if (outputs % groups != 0) {
      fields.wrong("group", "a divisor of `num_output`, which is " + outputs);
    } else if (depthwise && groups != outputs) {
      fields.wrong("group", "as many groups as outputs, or no `group`");
    }
    boolean bias = fields.flag("bias_term", true);
    return new LayerOp.Conv(outputs, window, groups, bias, Optional.empty());
  }

  private static int outputs(FieldReader fields) {
    if (!fields.has("num_output")) {
      fields.wrong("num_output", "the number of outputs");
    }
    return fields.integer("num_output", 1, 1, MOST_OUTPUTS);
  }

  private static Window window(FieldReader fields, int[] dilation) {
    if (!fields.has("kernel_size") && !(fields.has("kernel_h") && fields.has("kernel_w"))) {
      fields.wrong("kernel_size", "the size of the window");
    }
    int[] kernel = pair(fields, "kernel_size", 1, 1);
    int[] stride = pair(fields, "stride", 1, 1);
    int[] pad = pair(fields, "pad", 0, 0);
    Padding padding = new Padding(pad[0], pad[1], pad[0], pad[1]);
    return new Window(
        kernel[0], kernel[1], stride[0], stride[1], dilation[0], dilation[1], padding);
  }

  /** Rows and columns: one number for both, two numbers, or a field for each. */
  private static int[] pair(FieldReader fields, String field, int otherwise, int least) {
    String stem = field.equals("kernel_size") ? "kernel" : field;
    List<Integer> values = fields.integers(field, least, LARGEST);
    int h = values.isEmpty() ? otherwise : values.get(0);
    int w = values.size() < 2 ? h : values.get(1);
    boolean apart = fields.has(stem + "_h") || fields.has(stem + "_w");
    if (values.size() > 2 || apart && !values.isEmpty()) {
      fields.wrong(field, "one or two numbers, or `" + stem + "_h` and `" + stem + "_w`");
    }
    return new int[] {
      fields.integer(stem + "_h", h, least, LARGEST), fields.integer(stem + "_w", w, least, LARGEST)
    };
  }

  private LayerOp pooling() {
    FieldReader fields = parameters("pooling_param", POOLING);
    int kind = fields.choice("pool", 0, List.of("MAX", "AVE", "STOCHASTIC"));
    if (kind == 2) {
      fields.unsupported("pool", "Stochastic pooling cannot be imported.");
    }
    boolean floor = fields.choice("round_mode", 0, List.of("CEIL", "FLOOR")) == 1;
    if (fields.flag("global_pooling", false)) {
      for (String field : List.of("kernel_size", "kernel_h", "kernel_w")) {
        if (fields.has(field)) {
          fields.wrong(field, "none where `global_pooling` takes the whole image");
        }
      }
      for (String field : List.of("pad", "pad_h", "pad_w")) {
        fields.integer(field, 0, 0, 0);
      }
      for (String field : List.of("stride", "stride_h", "stride_w")) {
        fields.integer(field, 1, 1, 1);
      }
      return new LayerOp.Pool(kind == 0, Optional.empty(), false, false);
    }
    Window window = window(fields, new int[] {1, 1});
    if (window.pad().top() >= window.height() || window.pad().left() >= window.width()) {
      fields.wrong("pad", "less than the window's size");
    }
    return new LayerOp.Pool(kind == 0, Optional.of(window), floor, false);
  }

  private LayerOp innerProduct() {
    FieldReader fields = parameters("inner_product_param", INNER_PRODUCT);
    if (fields.integer("axis", 1, Integer.MIN_VALUE, Integer.MAX_VALUE) != 1) {
      fields.unsupported("axis", "Only a whole image can be connected: axis 1.");
    }
    boolean bias = fields.flag("bias_term", true);
    boolean transposed = fields.flag("transpose", false);
    return new LayerOp.Fc(outputs(fields), bias, transposed, Optional.empty());
  }

  private LayerOp relu() {
    FieldReader fields = parameters("relu_param", Set.of("negative_slope", "engine"));
    float slope = fields.real("negative_slope", 0);
    if (slope < 0 || slope > 1) {
      fields.unsupported("negative_slope", "Only a slope from 0 to 1 can be imported.");
      slope = 0;
    }
    return new LayerOp.Activate(slope == 0 ? Activation.RELU : Activation.leaky(slope));
  }

  private LayerOp dropout() {
    FieldReader fields = parameters("dropout_param", Set.of("dropout_ratio", "scale_train"));
    float rate = fields.real("dropout_ratio", 0.5f);
    if (rate < 0 || rate >= 1) {
      fields.wrong("dropout_ratio", "a number from 0 to below 1");
    }
    if (!fields.flag("scale_train", true)) {
      fields.unsupported("scale_train", "Dropout that scales where the network runs changes it.");
    }
    return new LayerOp.Dropout(rate);
  }

  private LayerOp softmax() {
    axisOne(parameters("softmax_param", Set.of("axis", "engine")), "axis");
    return new LayerOp.Softmax();
  }

  private LayerOp flatten() {
    FieldReader fields = parameters("flatten_param", Set.of("axis", "end_axis"));
    axisOne(fields, "axis");
    int end = fields.integer("end_axis", -1, -16, 16);
    if (end != -1 && end != 3) {
      fields.unsupported("end_axis", "Only a whole image can be flattened.");
    }
    return new LayerOp.Flatten(List.of());
  }

  private LayerOp reshape() {
    FieldReader fields = parameters("reshape_param", Set.of("shape", "axis", "num_axes"));
    int axis = fields.integer("axis", 0, 0, 1);
    fields.integer("num_axes", -1, -1, -1);
    List<Integer> dims = new ArrayList<>(axis == 1 ? List.of(0) : List.of());
    dims.addAll(fields.child("shape").integers("dim", -1, Integer.MAX_VALUE));
    if (dims.size() < 2 || dims.size() > 16) {
      fields.wrong("shape", "the dimensions of images: `shape { dim: 0 dim: -1 }`");
    }
    return new LayerOp.Flatten(dims.size() < 2 ? List.of(0, -1) : dims);
  }

  private LayerOp concat() {
    FieldReader fields = parameters("concat_param", Set.of("axis", "concat_dim"));
    axisOne(fields, "axis");
    axisOne(fields, "concat_dim");
    return new LayerOp.Concat();
  }

  private static void axisOne(FieldReader fields, String field) {
    if (fields.integer(field, 1, -16, 16) != 1) {
      fields.unsupported(field, "Only channels, the axis 1, can be worked on.");
    }
  }

  private LayerOp eltwise() {
    FieldReader fields =
        parameters("eltwise_param", Set.of("operation", "coeff", "stable_prod_grad"));
    if (fields.choice("operation", 1, List.of("PROD", "SUM", "MAX")) != 1) {
      fields.unsupported("operation", "Only a sum can be imported.");
    }
    boolean plain = fields.scalars("coeff").stream().allMatch(c -> c.text().matches("1(\\.0*)?"));
    if (!plain) {
      fields.unsupported("coeff", "A sum with coefficients cannot be imported.");
    }
    return new LayerOp.Add();
  }
}

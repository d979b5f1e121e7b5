package dev.ninc.compiler.interchange.caffe;

import java.util.Map;
import java.util.Set;

/** The names of Caffe's layers. */
final class LayerTypes {

  /** Layers that bring the images, and the labels as their second top. */
  static final Set<String> INPUTS =
      Set.of("Data", "ImageData", "HDF5Data", "MemoryData", "WindowData", "DummyData", "Input");

  /** Layers that only training and its reports need. */
  static final Set<String> TRAINING =
      Set.of(
          "Accuracy",
          "Silence",
          "HDF5Output",
          "SoftmaxWithLoss",
          "HingeLoss",
          "EuclideanLoss",
          "InfogainLoss",
          "MultinomialLogisticLoss",
          "SigmoidCrossEntropyLoss",
          "ContrastiveLoss");

  /** The loss that stands for a softmax where the network runs. */
  static final String SOFTMAX_LOSS = "SoftmaxWithLoss";

  /** What the old format writes where the new one has another name. */
  private static final Map<String, String> OLD =
      Map.ofEntries(
          Map.entry("ABSVAL", "AbsVal"),
          Map.entry("ACCURACY", "Accuracy"),
          Map.entry("ARGMAX", "ArgMax"),
          Map.entry("BNLL", "BNLL"),
          Map.entry("CONCAT", "Concat"),
          Map.entry("CONTRASTIVE_LOSS", "ContrastiveLoss"),
          Map.entry("CONVOLUTION", "Convolution"),
          Map.entry("DATA", "Data"),
          Map.entry("DECONVOLUTION", "Deconvolution"),
          Map.entry("DROPOUT", "Dropout"),
          Map.entry("DUMMY_DATA", "DummyData"),
          Map.entry("ELTWISE", "Eltwise"),
          Map.entry("EUCLIDEAN_LOSS", "EuclideanLoss"),
          Map.entry("EXP", "Exp"),
          Map.entry("FLATTEN", "Flatten"),
          Map.entry("HDF5_DATA", "HDF5Data"),
          Map.entry("HDF5_OUTPUT", "HDF5Output"),
          Map.entry("HINGE_LOSS", "HingeLoss"),
          Map.entry("IM2COL", "Im2col"),
          Map.entry("IMAGE_DATA", "ImageData"),
          Map.entry("INFOGAIN_LOSS", "InfogainLoss"),
          Map.entry("INNER_PRODUCT", "InnerProduct"),
          Map.entry("LRN", "LRN"),
          Map.entry("MEMORY_DATA", "MemoryData"),
          Map.entry("MULTINOMIAL_LOGISTIC_LOSS", "MultinomialLogisticLoss"),
          Map.entry("MVN", "MVN"),
          Map.entry("POOLING", "Pooling"),
          Map.entry("POWER", "Power"),
          Map.entry("RELU", "ReLU"),
          Map.entry("SIGMOID", "Sigmoid"),
          Map.entry("SIGMOID_CROSS_ENTROPY_LOSS", "SigmoidCrossEntropyLoss"),
          Map.entry("SILENCE", "Silence"),
          Map.entry("SLICE", "Slice"),
          Map.entry("SOFTMAX", "Softmax"),
          Map.entry("SOFTMAX_LOSS", SOFTMAX_LOSS),
          Map.entry("SPLIT", "Split"),
          Map.entry("TANH", "TanH"),
          Map.entry("THRESHOLD", "Threshold"),
          Map.entry("WINDOW_DATA", "WindowData"));

  /** What to do about a layer that many networks have and the language has not. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "ELU", "Train with ReLU, or with a ReLU that has a `negative_slope`.",
          "PReLU", "Train with ReLU, or with a ReLU that has a `negative_slope`.",
          "Power", "Take it out, and scale and shift the weights of the next layer instead.",
          "ArgMax", "Take it out: `ninc run` ranks the classes.",
          "Deconvolution", "Only networks that classify images can be imported.",
          "Crop", "Only networks that classify images can be imported.");

  private LayerTypes() {}

  /** What to do about a layer of a type that can't be imported. */
  static String remedy(String type) {
    return REMEDIES.getOrDefault(
        type,
        "Replace it by Convolution, InnerProduct, Pooling, ReLU, Sigmoid, TanH, LRN, BatchNorm,"
            + " Scale, Bias, Dropout, Softmax, Concat, Eltwise (SUM), Flatten or Reshape.");
  }

  /** The name in the new format; one that neither format is known to have stays as it is. */
  static String modern(String type) {
    return OLD.getOrDefault(type, type);
  }
}

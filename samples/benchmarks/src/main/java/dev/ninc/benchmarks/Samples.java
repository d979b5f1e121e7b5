package dev.ninc.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The samples, in the order of the tables. */
final class Samples {

  static final String CIFAR10 = "nin-cifar10";
  static final String IMAGENET = "nin-imagenet";

  /** The two networks of the paper, which are measured in more ways than the others. */
  static final List<String> NINS = List.of(CIFAR10, IMAGENET);

  static final List<String> OTHERS =
      List.of(
          "nin-cifar10-caffe",
          "nin-cifar10-bn",
          "nin-cifar10-fc",
          "nin-cifar100",
          "nin-svhn",
          "nin-mnist",
          "all-cnn-c",
          "resnet-cifar10",
          "squeezenet-1.0",
          "squeezenet-1.1",
          "mobilenet",
          "googlenet");

  /** What samples import. */
  static final List<String> IMPORTED = List.of("blocks/fire");

  /** What a class for OpenCL on a processor is compared with. */
  static final List<EngineKind> WITH_DEVICE =
      List.of(EngineKind.OPENCL, EngineKind.VECTOR, EngineKind.ONNXRUNTIME);

  private Samples() {}

  static List<String> all() {
    List<String> all = new ArrayList<>(NINS);
    all.addAll(OTHERS);
    return all;
  }

  /** How a sample's speed is measured. */
  static List<Load> loads(String network) {
    if (!NINS.contains(network)) {
      return List.of(Load.SINGLE);
    }
    int batch = network.equals(CIFAR10) ? 64 : 16;
    return List.of(Load.SINGLE, new Load(1, 2), new Load(batch, 1), new Load(batch, 2));
  }

  /** The engines whose speed is compared on a sample. */
  static List<EngineKind> engines(String network) {
    List<EngineKind> engines =
        new ArrayList<>(List.of(EngineKind.VECTOR, EngineKind.SCALAR, EngineKind.ONNXRUNTIME));
    if (NINS.contains(network)) {
      engines.add(EngineKind.TENSORFLOW);
    }
    return engines;
  }
}

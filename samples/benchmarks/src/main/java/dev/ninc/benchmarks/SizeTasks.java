package dev.ninc.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import dev.ninc.runtime.GeneratedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What is shipped beside the weights, in kilobytes of 1024 bytes: {@link Part#SIZE}. */
final class SizeTasks {

  static final String RUNTIME = "runtime";
  static final String CLASSES = "classes";
  static final String TOGETHER = "together";
  static final String PEER_JAR = "peer jar";
  static final String PEER_NATIVES = "peer natives";

  private static final double KILOBYTE = 1024;
  private static final double SECONDS = 1;

  private SizeTasks() {}

  static List<Task> of(Bundles bundles, Effort effort, Predicate<String> wanted) {
    return Samples.all().stream()
        .filter(wanted)
        .map(n -> Task.of(Part.SIZE, n, "", effort, SECONDS, () -> sizes(bundles.of(n))))
        .toList();
  }

  private static Map<String, Estimate> sizes(Bundle bundle) throws IOException {
    double runtime = Files.size(Jars.of(GeneratedModel.class)) / KILOBYTE;
    double classes = classes(bundle) / KILOBYTE;
    Map<String, Estimate> sizes = new LinkedHashMap<>();
    sizes.put(RUNTIME, Estimate.exact(runtime));
    sizes.put(CLASSES, Estimate.exact(classes));
    sizes.put(TOGETHER, Estimate.exact(runtime + classes));
    sizes.put(PEER_JAR, Estimate.exact(Files.size(Jars.of(OrtEnvironment.class)) / KILOBYTE));
    sizes.put(PEER_NATIVES, Estimate.exact(PeerNatives.bytes() / KILOBYTE));
    return sizes;
  }

  /** The generated classes in a jar of their own. */
  private static long classes(Bundle bundle) throws IOException {
    Map<String, byte[]> classes = bundle.classes();
    classes.remove("model/Program.class");
    Path jar = Files.createTempFile("ninc-benchmarks", ".jar");
    try {
      Jars.write(jar, classes);
      return Files.size(jar);
    } finally {
      Files.delete(jar);
    }
  }
}

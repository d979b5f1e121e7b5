package dev.ninc.maven.it;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.TensorSpec;
import dev.ninc.runtime.WeightTensor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** Weights for the projects of integration tests, which hold none. */
public final class Weights {

  private Weights() {}

  /** Writes weights for a network beside its file. */
  public static void madeUp(File nin) throws IOException {
    String name = nin.getPath().replace('\\', '/');
    Network network =
        Ninc.check(
                path ->
                    Files.exists(Path.of(path))
                        ? Optional.of(Files.readString(Path.of(path)))
                        : Optional.empty(),
                name,
                Options.DEFAULT)
            .orThrow();
    Random random = new Random(1);
    SafetensorsWriter.write(
        Path.of(name.replaceAll("\\.nin$", ".safetensors")),
        Ninc.tensors(network).stream().map(t -> tensor(t, random)).toList());
  }

  private static WeightTensor tensor(TensorSpec spec, Random random) {
    int size = spec.dims().stream().reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian() / 4;
    }
    return new WeightTensor(spec.name(), spec.dims(), values);
  }
}

package dev.ninc.benchmarks;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Workspace;

/** A generated class. */
final class GeneratedEngine implements Engine {

  private final GeneratedModel model;
  private final Workspace workspace;
  private final float[][] outputs;
  private float[] images;

  GeneratedEngine(GeneratedModel model, Load load) {
    this.model = model;
    this.workspace = model.newWorkspace(Parallelism.of(load.threads()));
    this.outputs =
        model.outputs().stream()
            .map(o -> new float[Math.multiplyExact(load.batch(), o.shape().size())])
            .toArray(float[][]::new);
  }

  @Override
  public void images(float[] images) {
    this.images = images;
  }

  @Override
  public void run() {
    model.run(workspace, images, outputs);
  }

  @Override
  public float[][] outputs() {
    return outputs;
  }

  @Override
  public void close() {}
}

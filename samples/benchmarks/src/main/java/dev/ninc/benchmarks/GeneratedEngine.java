package dev.ninc.benchmarks;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;

/** A generated class. */
final class GeneratedEngine implements Engine {

  private final GeneratedModel model;
  private final Workspace workspace;
  private final float[][] outputs;
  private float[] image;

  GeneratedEngine(GeneratedModel model) {
    this.model = model;
    this.workspace = model.newWorkspace();
    this.outputs =
        model.outputs().stream().map(o -> new float[o.shape().size()]).toArray(float[][]::new);
  }

  @Override
  public void image(float[] image) {
    this.image = image;
  }

  @Override
  public void run() {
    model.run(workspace, image, outputs);
  }

  @Override
  public float[][] outputs() {
    return outputs;
  }

  @Override
  public void close() {}
}

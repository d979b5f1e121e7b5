package dev.ninc.compiler.verify;

import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Workspace;
import java.util.List;

/** A generated class that runs on the processor, in one workspace. */
public final class JavaSteps implements Stepwise {

  private final GeneratedModel model;
  private final Workspace workspace;

  public JavaSteps(GeneratedModel model) {
    this.model = model;
    this.workspace = model.newWorkspace();
  }

  @Override
  public List<String> steps() {
    return model.steps();
  }

  @Override
  public void run(float[] image, float[][] outs) {
    model.run(workspace, image, outs);
  }

  @Override
  public void runStep(int step, float[] image, float[][] outs) {
    model.runStep(workspace, step, image, outs);
  }

  @Override
  public float[] arena() {
    return workspace.arena();
  }
}

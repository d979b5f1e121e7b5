package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.ir.Value;
import dev.ninc.compiler.plan.Load;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.compiler.plan.winograd.WinogradGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where an OpenCL plan puts weights: what is wrong with it. */
final class WeightSoundness {

  private final Plan plan;
  private final List<OpenClForm> forms;
  private final DeviceMemory memory;
  private final List<String> problems = new ArrayList<>();

  private WeightSoundness(Plan plan) {
    this.plan = plan;
    this.memory = DeviceMemory.of(plan);
    this.forms = plan.load().stream().map(Load::form).map(OpenClForm.class::cast).toList();
  }

  static List<String> problems(Plan plan) {
    WeightSoundness soundness = new WeightSoundness(plan);
    soundness.places();
    plan.run().forEach(soundness::reads);
    return soundness.problems;
  }

  /** No two lie in one place, none in the zeros or outside. */
  private void places() {
    int end = memory.zeros();
    for (OpenClForm form : forms.stream().sorted(Comparator.comparing(OpenClForm::at)).toList()) {
      if (form.at() < end || form.at() % 16 != 0) {
        problems.add(form + " begins before " + end + " or between two lines");
      }
      end = form.at() + form.floats();
    }
    if (end > memory.weights()) {
      problems.add("weights end at " + end + ", the buffer at " + memory.weights());
    }
  }

  /** What a kernel reads lies inside of a form that was made for it. */
  private void reads(Step step) {
    if (step.kernel() instanceof ConvolutionKernel.ItemConvolution k) {
      dense(step, last(step), k.conv(), k.filters(), k.bias());
      int panels = k.conv().groups() * k.conv().panels();
      if (k.launch().panels() != panels || k.launch().tile() > 8) {
        problems.add(step.id() + " has " + k.launch());
      }
    } else if (step.kernel() instanceof ConvolutionKernel.GroupConvolution k) {
      dense(step, last(step), k.conv(), k.filters(), k.bias());
      group(step, k);
    } else if (step.kernel() instanceof ConvolutionKernel.Chain k) {
      for (int i = 0; i < k.stages().size(); i++) {
        stage(step, i, k.stages().get(i), k.tile());
      }
    } else if (step.kernel() instanceof ConvolutionKernel.GroupEnding k) {
      stage(step, 0, k.stage(), k.tile());
    } else if (step.kernel() instanceof ConvolutionKernel.ItemEnding k) {
      ChainStage stage = k.stage();
      dense(step, step.covers().get(0), stage.conv(), stage.filters(), stage.bias());
    } else if (step.kernel() instanceof ConvolutionKernel.ItemWinograd k) {
      transformed(step, k.conv(), k.grid(), k.filters());
      int outputs = k.conv().panels() * DeviceConv.PANEL;
      inside(step, last(step), OpenClForm.Channels.class, k.bias(), outputs);
      boolean whole = k.block() % k.atOnce() == 0 && k.atOnce() <= 8;
      if (k.launch().panels() != k.conv().panels() || !whole) {
        problems.add(step.id() + " has " + k.launch());
      }
    } else if (step.kernel() instanceof ConvolutionKernel.WinogradProducts k) {
      transformed(step, k.conv(), k.grid(), k.filters());
      products(step, k);
    } else if (step.kernel() instanceof ConvolutionKernel.WinogradOutputs k) {
      int lanes = k.vectors().count() * k.vectors().width();
      inside(step, last(step), OpenClForm.Channels.class, k.bias(), lanes);
    } else if (step.kernel() instanceof ConvolutionKernel.Depthwise k) {
      int lanes = k.vectors().count() * k.vectors().width();
      int last = (k.conv().window().taps() - 1) * k.tapStride() + lanes;
      inside(step, last(step), OpenClForm.Taps.class, k.taps(), last);
      inside(step, last(step), OpenClForm.Channels.class, k.bias(), lanes);
    } else if (step.kernel() instanceof OpenClKernel.Affine k) {
      int lanes = k.vectors().count() * k.vectors().width();
      inside(step, last(step), OpenClForm.class, k.gain(), lanes);
      inside(step, last(step), OpenClForm.class, k.shift(), lanes);
    }
  }

  /** The layer that it computes, at least in part. */
  private static Value last(Step step) {
    return step.covers().isEmpty()
        ? new Value(step.id().replace(":products", ""))
        : step.covers().get(step.covers().size() - 1);
  }

  /** A convolution of several in a kernel: what it reads and keeps fits the tile. */
  private void stage(Step step, int number, ChainStage stage, ChainTile tile) {
    DeviceConv conv = stage.conv();
    dense(step, step.covers().get(number), conv, stage.filters(), stage.bias());
    boolean between = number > 0;
    boolean fits =
        conv.groups() == 1
            && ChainTile.quads(conv.outputs()) <= tile.quads()
            && (!between || conv.inputs() % tile.terms() == 0 && conv.inputs() <= tile.between());
    if (!fits || (between && !conv.window().isPointwise())) {
      problems.add(step.id() + " has a stage that does not fit " + tile + ": " + conv.layer());
    }
  }

  private void dense(Step step, Value owner, DeviceConv conv, int filters, int bias) {
    int panels = conv.groups() * conv.panels();
    inside(step, owner, OpenClForm.Filters.class, filters, panels * conv.panelFloats());
    inside(step, owner, OpenClForm.Channels.class, bias, panels * DeviceConv.PANEL);
    if (conv.inputs() * conv.groups() > memory.zeros()) {
      problems.add(step.id() + " reads more channels than there are zeros");
    }
  }

  private void group(Step step, ConvolutionKernel.GroupConvolution k) {
    int read = k.tilesOfOutputs() * k.tile().outputs();
    boolean whole =
        k.tilesOfOutputs() * k.conv().groups() == k.launch().panels()
            && read >= k.conv().outputs()
            && read - k.tile().outputs() < k.conv().outputs();
    if (!whole || read > k.conv().panels() * DeviceConv.PANEL) {
      problems.add(step.id() + " cuts its outputs into " + k.launch().panels() + " tiles");
    }
    if (k.tile().loads().inSteps() && k.conv().inputs() % k.tile().terms() != 0) {
      problems.add(step.id() + " does not divide its channels");
    }
  }

  private void transformed(Step step, DeviceConv conv, WinogradGrid grid, int filters) {
    int panels = conv.panels() * DeviceConv.PANEL;
    int floats = panels * conv.inputs() * grid.points();
    inside(step, last(step), OpenClForm.WinogradFilters.class, filters, floats);
  }

  private void products(Step step, ConvolutionKernel.WinogradProducts k) {
    int read = k.tilesOfOutputs() * k.tile().outputs();
    boolean whole =
        k.tilesOfOutputs() * k.grid().points() == k.launch().panels()
            && read >= k.conv().outputs()
            && read - k.tile().outputs() < k.conv().outputs();
    boolean steps = k.conv().inputs() % k.tile().terms() == 0;
    if (!whole || !steps || read > k.conv().panels() * DeviceConv.PANEL) {
      problems.add(step.id() + " cuts its outputs into " + k.launch().panels() + " tiles");
    }
  }

  private void inside(
      Step step, Value owner, Class<? extends OpenClForm> kind, int at, int floats) {
    boolean found =
        forms.stream()
            .filter(kind::isInstance)
            .anyMatch(f -> f.owner().equals(owner) && f.at() == at && floats <= f.floats());
    if (!found) {
      problems.add(step.id() + " reads " + floats + " floats at " + at + " of no " + kind);
    }
  }
}

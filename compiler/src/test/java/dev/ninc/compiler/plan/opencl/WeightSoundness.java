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
    if (step.kernel() instanceof OpenClKernel.ItemConvolution k) {
      dense(step, k.conv(), k.filters(), k.bias());
      int panels = k.conv().groups() * k.conv().panels();
      if (k.launch().panels() != panels || k.launch().tile() > 8) {
        problems.add(step.id() + " has " + k.launch());
      }
    } else if (step.kernel() instanceof OpenClKernel.GroupConvolution k) {
      dense(step, k.conv(), k.filters(), k.bias());
      group(step, k);
    } else if (step.kernel() instanceof OpenClKernel.ItemWinograd k) {
      transformed(step, k.conv(), k.grid(), k.filters());
      inside(step, OpenClForm.Channels.class, k.bias(), k.conv().panels() * DeviceConv.PANEL);
      boolean whole = k.block() % k.atOnce() == 0 && k.atOnce() <= 8;
      if (k.launch().panels() != k.conv().panels() || !whole) {
        problems.add(step.id() + " has " + k.launch());
      }
    } else if (step.kernel() instanceof OpenClKernel.WinogradProducts k) {
      transformed(step, k.conv(), k.grid(), k.filters());
      products(step, k);
    } else if (step.kernel() instanceof OpenClKernel.WinogradOutputs k) {
      int lanes = k.vectors().count() * k.vectors().width();
      inside(step, OpenClForm.Channels.class, k.bias(), lanes);
    } else if (step.kernel() instanceof OpenClKernel.Depthwise k) {
      int lanes = k.vectors().count() * k.vectors().width();
      int last = (k.conv().window().taps() - 1) * k.tapStride() + lanes;
      inside(step, OpenClForm.Taps.class, k.taps(), last);
      inside(step, OpenClForm.Channels.class, k.bias(), lanes);
    } else if (step.kernel() instanceof OpenClKernel.Affine k) {
      int lanes = k.vectors().count() * k.vectors().width();
      inside(step, OpenClForm.class, k.gain(), lanes);
      inside(step, OpenClForm.class, k.shift(), lanes);
    }
  }

  private void dense(Step step, DeviceConv conv, int filters, int bias) {
    int panels = conv.groups() * conv.panels();
    inside(step, OpenClForm.Filters.class, filters, panels * conv.panelFloats());
    inside(step, OpenClForm.Channels.class, bias, panels * DeviceConv.PANEL);
    if (conv.inputs() * conv.groups() > memory.zeros()) {
      problems.add(step.id() + " reads more channels than there are zeros");
    }
  }

  private void group(Step step, OpenClKernel.GroupConvolution k) {
    int read = k.tilesOfOutputs() * k.tile().outputs();
    boolean whole =
        k.tilesOfOutputs() * k.conv().groups() == k.launch().panels()
            && read >= k.conv().outputs()
            && read - k.tile().outputs() < k.conv().outputs();
    if (!whole || read > k.conv().panels() * DeviceConv.PANEL) {
      problems.add(step.id() + " cuts its outputs into " + k.launch().panels() + " tiles");
    }
    boolean taps = k.tile().loads() == GroupTile.Loads.TAPS;
    if (taps && k.conv().inputs() % k.tile().terms() != 0) {
      problems.add(step.id() + " does not divide its channels");
    }
  }

  private void transformed(Step step, DeviceConv conv, WinogradGrid grid, int filters) {
    int panels = conv.panels() * DeviceConv.PANEL;
    int floats = panels * conv.inputs() * grid.points();
    inside(step, OpenClForm.WinogradFilters.class, filters, floats);
  }

  private void products(Step step, OpenClKernel.WinogradProducts k) {
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

  private void inside(Step step, Class<? extends OpenClForm> kind, int at, int floats) {
    Value owner =
        step.covers().isEmpty()
            ? new Value(step.id().replace(":products", ""))
            : step.covers().get(step.covers().size() - 1);
    boolean found =
        forms.stream()
            .filter(kind::isInstance)
            .anyMatch(f -> f.owner().equals(owner) && f.at() == at && floats <= f.floats());
    if (!found) {
      problems.add(step.id() + " reads " + floats + " floats at " + at + " of no " + kind);
    }
  }
}

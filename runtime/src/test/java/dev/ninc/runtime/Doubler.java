package dev.ninc.runtime;

import java.util.List;

/** A model written by hand as the compiler would: doubles each number, and hands on the input. */
final class Doubler extends GeneratedModel {

  private static final Shape SHAPE = new Shape(2, 1, 2);

  Doubler(int abi, boolean vectorLinks) {
    super(spec(abi), new Backends(vectorLinks), noWeights());
  }

  Doubler() {
    this(ABI, true);
  }

  private static ModelSpec spec(int abi) {
    return new ModelSpec(
        abi,
        "ninc test",
        "Doubler",
        SHAPE,
        List.of(new NamedOutput("twice", SHAPE), new NamedOutput("once", SHAPE)),
        List.of(),
        4,
        new ModelSpec.Scratch(0, 0, 0, 0, 0, 0),
        List.of("read", "twice", "out", "once"),
        List.of());
  }

  static LoadPhase noWeights() {
    try {
      return new LoadPhase(Weights.of("nothing", List.of()), List.of());
    } catch (WeightsException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Backends extends KernelSource {
    private final boolean vectorLinks;

    Backends(boolean vectorLinks) {
      this.vectorLinks = vectorLinks;
    }

    @Override
    protected Kernels vector(Module vectorModule, LoadPhase weights)
        throws ReflectiveOperationException {
      if (!vectorLinks) {
        throw new ClassNotFoundException("DoublerVector");
      }
      return new Twice(true);
    }

    @Override
    protected Kernels scalar(LoadPhase weights) {
      return new Twice(false);
    }
  }

  private static final class Twice extends Kernels {
    private final boolean vector;

    Twice(boolean vector) {
      this.vector = vector;
    }

    @Override
    public int units(int step) {
      return 1;
    }

    @Override
    public int grain(int step) {
      return 1;
    }

    @Override
    public void step(int step, Workspace w, int from, int to) {
      switch (step) {
        case 0 -> Nhwc.read(w.in(), w.inOffset(), w.arena(), 0, 2, 1, 2, 2, 4, 0, 1);
        case 1 -> {
          Nhwc.write(w.arena(), 0, w.out(1), w.outOffset(1), 2, 1, 2, 2, 4);
          for (int i = 0; i < 4; i++) {
            w.arena()[i] *= 2;
          }
        }
        case 2 -> Nhwc.write(w.arena(), 0, w.out(0), w.outOffset(0), 2, 1, 2, 2, 4);
        default -> {}
      }
    }

    @Override
    public boolean isVector() {
      return vector;
    }

    @Override
    public String describe() {
      return "by hand";
    }
  }
}

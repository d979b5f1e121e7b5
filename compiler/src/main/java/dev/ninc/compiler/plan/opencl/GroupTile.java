package dev.ninc.compiler.plan.opencl;

/**
 * What a work-group computes together: {@code pixels} x {@code outputs} sums, {@code terms} terms
 * at a time, whose inputs and weights it brings into local memory. Inputs lie there as
 * [term][pixel], rows {@link #inputRow} floats apart, and weights as [term][output].
 *
 * @param pixels of the tile: BM
 * @param outputs of the tile: BN, of one group of channels; never beyond that group's packed
 *     weights
 * @param terms brought into local memory at a time: BK
 * @param itemPixels pixels of a work-item: RM
 * @param itemOutputs outputs of a work-item: RN
 * @param loads how inputs are found
 */
public record GroupTile(
    int pixels, int outputs, int terms, int itemPixels, int itemOutputs, Loads loads) {

  /** How the inputs of some terms are found. */
  public enum Loads {
    /**
     * The only tap, which never leaves the image: BK divides a group's input channels, so that the
     * terms that are brought in together are neighbouring channels.
     */
    POINTWISE(true, 0),
    /** The same, a tap at a time: each pixel's image, row and column lie in local memory. */
    TAPS(true, 16),
    /**
     * The only tap, which never leaves the image, of few or odd channels: those behind the last one
     * are zeros, inputs and weights alike. Where each pixel begins lies in local memory.
     */
    CHANNELS(false, 8),
    /**
     * All terms as one row (im2col, but never written out), for few or odd channels: tap and
     * channel are computed of the term's number. Terms behind the last one are zeros.
     */
    FLAT(false, 16);

    private final boolean steps;
    private final int place;

    Loads(boolean steps, int place) {
      this.steps = steps;
      this.place = place;
    }

    /** Whether a group's input channels are whole steps of the terms that are brought. */
    public boolean inSteps() {
      return steps;
    }
  }

  /** Floats that rows of inputs lie further apart than they need, against bank conflicts. */
  private static final int SKEW = 4;

  /** Terms, pixels or outputs that are read together. */
  private static final int QUAD = 4;

  /** Outputs of the narrowest tile. */
  private static final int HALF_PANEL = 16;

  /** Registers of a work-item besides its sums, inputs and weights, as clang uses for gfx1030. */
  private static final int OTHER_REGISTERS = 30;

  public GroupTile {
    int items = pixels / itemPixels * (outputs / itemOutputs);
    if (pixels % itemPixels != 0 || itemPixels % QUAD != 0 || itemOutputs % QUAD != 0) {
      throw new IllegalArgumentException("work-items that do not fill the tile");
    }
    if (outputs % itemOutputs != 0 || (outputs != HALF_PANEL && outputs % DeviceConv.PANEL != 0)) {
      throw new IllegalArgumentException("outputs that are no panels");
    }
    if (items % (outputs / QUAD) != 0 || terms * outputs / QUAD % items != 0) {
      throw new IllegalArgumentException("work-items that do not share the weights");
    }
    if (loads.inSteps() ? terms % QUAD != 0 || items % (terms / QUAD) != 0 : items % terms != 0) {
      throw new IllegalArgumentException("work-items that do not share the terms");
    }
  }

  /** Work-items in the direction of pixels. */
  public int rows() {
    return pixels / itemPixels;
  }

  /** Work-items in the direction of outputs. */
  public int columns() {
    return outputs / itemOutputs;
  }

  /** Work-items of the group. */
  public int items() {
    return rows() * columns();
  }

  /**
   * Pixels whose inputs the group brings in one round: {@linkplain Loads#inSteps in steps} each
   * work-item brings four neighbouring terms, else one.
   */
  public int pixelsOfRound() {
    return items() / (loads.inSteps() ? terms / QUAD : terms);
  }

  /** Rounds in which the inputs are brought. The last one may bring pixels behind the tile. */
  public int rounds() {
    return (pixels + pixelsOfRound() - 1) / pixelsOfRound();
  }

  /** Pixels that are brought: those of the tile, or those of all rounds where these are more. */
  public int brought() {
    return loads.inSteps() ? rounds() * pixelsOfRound() : pixels;
  }

  /** Floats from a term's inputs to the next term's, in local memory: a multiple of 4. */
  public int inputRow() {
    return Align.up(brought(), QUAD) + SKEW;
  }

  /** Bytes of local memory: inputs, weights, and where each pixel lies. */
  public int localBytes() {
    return terms * (inputRow() + outputs) * Float.BYTES + brought() * loads.place;
  }

  /** Registers that a work-item needs, about. */
  public int registers() {
    return itemPixels * itemOutputs + itemPixels + itemOutputs + OTHER_REGISTERS;
  }

  boolean fits(DeviceProfile profile) {
    return items() <= profile.workGroup()
        && localBytes() <= profile.localBytes()
        && registers() <= profile.registers();
  }

  /** What a policy may ask for: {@code tile 64x96 8x4}. */
  public String shape() {
    return "tile %dx%d %dx%d".formatted(pixels, outputs, itemPixels, itemOutputs);
  }

  /** {@code 64 px x 96 x 16, 8x4 each}. */
  @Override
  public String toString() {
    return "%d px x %d x %d, %dx%d each".formatted(pixels, outputs, terms, itemPixels, itemOutputs);
  }
}

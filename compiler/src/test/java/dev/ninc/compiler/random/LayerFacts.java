package dev.ninc.compiler.random;

import dev.ninc.compiler.ir.Activation;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;

/**
 * What the kernel of a layer has to cope with.
 *
 * @param in the maps that it reads; the first ones where it reads several
 * @param out the maps that it writes
 * @param window 1x1 for a layer without one
 * @param act that is applied at once
 * @param bias whether something is added to each sum
 * @param first whether it reads the network's input
 * @param divided whether several threads may share its work
 */
public record LayerFacts(
    Maps in,
    Maps out,
    Window window,
    int groups,
    Activation.Kind act,
    boolean bias,
    boolean first,
    boolean divided) {

  /** Of a layer that goes from number to number. */
  public static LayerFacts plain(Maps in, Maps out) {
    return new LayerFacts(
        in, out, Window.pointwise(), 1, Activation.Kind.LINEAR, false, false, false);
  }

  public LayerFacts window(Window other) {
    return new LayerFacts(in, out, other, groups, act, bias, first, divided);
  }

  public LayerFacts placed(boolean isFirst, boolean isDivided) {
    return new LayerFacts(in, out, window, groups, act, bias, isFirst, isDivided);
  }
}

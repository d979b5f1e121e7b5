package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what computes a network against another program that runs the same network, tensor by
 * tensor. Both were given the same image and not each other's maps, so errors pile up from layer to
 * layer, on both sides; what is allowed is {@link EndToEnd}'s figure for each tensor.
 */
public final class PeerVerification {

  private final List<PeerTensor> tensors;
  private final Map<PeerTensor, PeerFinding> findings = new LinkedHashMap<>();
  private final Set<String> unlike = new TreeSet<>();

  /**
   * @param tensors what to compare, in the order of the network
   */
  public PeerVerification(List<PeerTensor> tensors) {
    this.tensors = List.copyOf(tensors);
  }

  /**
   * Compares all tensors that both have.
   *
   * @param expected what the other program computes for an image
   * @param found what is held against it, for the same image
   */
  public void image(Map<String, float[]> expected, Map<Value, float[]> found) {
    for (PeerTensor tensor : tensors) {
      float[] theirs = expected.get(tensor.tensor());
      float[] ours = found.get(tensor.value());
      if (theirs != null && ours != null) {
        compare(tensor, theirs, ours);
      }
    }
  }

  private void compare(PeerTensor tensor, float[] theirs, float[] ours) {
    if (theirs.length != ours.length) {
      unlike.add(tensor.name());
      return;
    }
    Finding finding = EndToEnd.compare(tensor.name(), Floats.widen(theirs), ours);
    PeerFinding here = new PeerFinding(tensor, finding, Ulps.between(theirs, ours));
    findings.merge(tensor, here, PeerFinding::or);
  }

  /** What was found, in the order of the network. */
  public PeerReport report() {
    return new PeerReport(
        tensors.stream().filter(findings::containsKey).map(findings::get).toList(),
        List.copyOf(unlike));
  }
}

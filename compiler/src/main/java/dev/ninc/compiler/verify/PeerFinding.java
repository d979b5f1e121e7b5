package dev.ninc.compiler.verify;

/**
 * How far a tensor is from another program's, over all images.
 *
 * @param tensor which one
 * @param finding the number that is furthest off, in units of {@link EndToEnd}; what was expected
 *     is the other program's
 * @param ulps the same in units in the last place
 */
public record PeerFinding(PeerTensor tensor, Finding finding, Ulps ulps) {

  public boolean isAllowed() {
    return finding.isAllowed();
  }

  /** The worse of two findings about one tensor. */
  PeerFinding or(PeerFinding other) {
    boolean worse = other.finding.deviation().ratio() > finding.deviation().ratio();
    return new PeerFinding(tensor, worse ? other.finding : finding, ulps.or(other.ulps));
  }
}

package dev.ninc.compiler.verify;

import java.util.List;
import java.util.Optional;

/**
 * What a comparison with another program found.
 *
 * @param findings in the order of the network
 * @param unlike names of tensors that have another number of elements there
 */
public record PeerReport(List<PeerFinding> findings, List<String> unlike) {

  public PeerReport {
    findings = List.copyOf(findings);
    unlike = List.copyOf(unlike);
  }

  public Optional<PeerFinding> of(PeerTensor tensor) {
    return findings.stream().filter(f -> f.tensor().equals(tensor)).findFirst();
  }
}

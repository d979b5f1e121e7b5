package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.ir.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerVerificationTest {

  private static final PeerTensor A = tensor("a", false);
  private static final PeerTensor B = tensor("b", true);

  private final PeerVerification verification = new PeerVerification(List.of(A, B));

  private static PeerTensor tensor(String name, boolean output) {
    return new PeerTensor(name, new Value(name), "their " + name, output);
  }

  private void image(float[] theirs, float[] ours) {
    verification.image(Map.of("their a", theirs), Map.of(A.value(), ours));
  }

  @Test
  void theWorstOfAllImagesIsKept() {
    image(new float[] {1, 100}, new float[] {1, 100});
    image(new float[] {1, 100}, new float[] {1.0025f, 100});
    image(new float[] {1, 100}, new float[] {1, 100.001f});
    PeerFinding found = verification.report().of(A).orElseThrow();
    assertThat(found.finding().deviation().index()).isZero();
    assertThat(found.finding().deviation().ratio()).isBetween(0.49, 0.51);
    assertThat(found.isAllowed()).isTrue();
    assertThat(found.ulps().most()).isBetween(20_000L, 22_000L);
  }

  @Test
  void whatIsBeyondTheFigureDiverges() {
    image(new float[] {1, 100}, new float[] {1, 100.006f});
    assertThat(verification.report().findings()).singleElement().matches(f -> !f.isAllowed());
  }

  @Test
  void aNumberThatIsNoneDiverges() {
    image(new float[] {1, 100}, new float[] {Float.NaN, 100});
    assertThat(verification.report().findings()).singleElement().matches(f -> !f.isAllowed());
  }

  @Test
  void whatOneSideLacksIsNotCompared() {
    verification.image(Map.of("their a", new float[1]), Map.of(B.value(), new float[1]));
    assertThat(verification.report()).isEqualTo(new PeerReport(List.of(), List.of()));
  }

  @Test
  void anotherSizeIsSaid() {
    image(new float[2], new float[3]);
    assertThat(verification.report()).isEqualTo(new PeerReport(List.of(), List.of("a")));
  }
}

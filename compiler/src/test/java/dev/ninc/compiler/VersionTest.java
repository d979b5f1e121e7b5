package dev.ninc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void theBuildFilledItIn() {
    assertThat(Ninc.GENERATOR).matches("ninc \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}

package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTrial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Mistakes are made in programs for devices, one at a time, and each must be noticed. */
@Tag("device")
class DeviceMutantTest {

  private static final Options OPTIONS =
      Options.DEFAULT
          .targets(List.of(TargetLanguage.OPENCL))
          .policy(Policy.DEFAULT.chains(Chains.SEPARATE).everywhere("direct"));

  @BeforeEach
  void requireDevice() {
    DeviceHarness.requireDevice();
  }

  @TestFactory
  Stream<DynamicTest> networksAreRight() {
    return DeviceMutant.ALL.stream()
        .map(DeviceMutant::network)
        .distinct()
        .flatMap(
            text ->
                Stream.of(OpenClTarget.values())
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                target + ": " + text,
                                () ->
                                    assertThat(DeviceTrial.failure(text, OPTIONS, target))
                                        .isEmpty())));
  }

  @TestFactory
  Stream<DynamicTest> mutantsAreNoticed() {
    return test(DeviceMutant.ALL.stream().filter(mutant -> !mutant.isLikeAnother()));
  }

  @Tag("campaign")
  @TestFactory
  Stream<DynamicTest> allMutantsAreNoticed() {
    return test(DeviceMutant.ALL.stream());
  }

  private static Stream<DynamicTest> test(Stream<DeviceMutant> mutants) {
    return mutants.map(
        mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> assertNoticed(mutant)));
  }

  private static void assertNoticed(DeviceMutant mutant) {
    assertThat(Ninc.emit(Programs.network(mutant.network()), OPTIONS))
        .as("what the pattern matches")
        .anyMatch(file -> !mutant.edit().apply(file.text()).equals(file.text()));
    Optional<String> noticed =
        DeviceTrial.failure(mutant.network(), OPTIONS, mutant.target(), mutant.edit());
    assertThat(noticed).as("%s", mutant).isPresent();
    assertThat(noticed.orElseThrow()).doesNotContain("can't compile");
    System.out.println(mutant + ": " + noticed.orElseThrow().replaceAll("(?s) at \\[.*", ""));
  }
}

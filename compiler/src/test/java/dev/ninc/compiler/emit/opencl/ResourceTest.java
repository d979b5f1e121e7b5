package dev.ninc.compiler.emit.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Clang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each resource is legal OpenCL C by itself, once its words are defined. */
class ResourceTest {

  private static final Path RESOURCES = Path.of("src/main/resources/dev/ninc/compiler/emit/opencl");

  /** Each resource with words that a network gives it, and what stands above it. */
  private static final Map<String, String> USES = uses();

  @TempDir private Path folder;

  @BeforeEach
  void requireClang() {
    Clang.require();
  }

  @TestFactory
  Stream<DynamicTest> resourcesAreLegal() {
    return USES.entrySet().stream()
        .map(
            use ->
                DynamicTest.dynamicTest(
                    use.getKey(),
                    () -> {
                      Path file = folder.resolve(use.getKey().replace('/', '-'));
                      Clang.assertAccepts(Files.writeString(file, use.getValue()));
                    }));
  }

  @Test
  void eachResourceIsUsed() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      assertThat(USES.keySet())
          .isEqualTo(
              files
                  .filter(Files::isRegularFile)
                  .map(f -> RESOURCES.relativize(f).toString().replace('\\', '/'))
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static Map<String, String> uses() {
    Map<String, String> uses = new TreeMap<>();
    Policy winograd = Policy.DEFAULT.everywhere("winograd F(2x2)");
    List<KernelText> kernels = new ArrayList<>();
    for (Chains chains : Chains.values()) {
      Policy direct = Policy.DEFAULT.everywhere("direct").chains(chains);
      Programs.all().forEach(n -> kernels.addAll(Programs.kernels(n, direct)));
    }
    kernels.addAll(Programs.kernels(Programs.network(Programs.WINDOWS), winograd));
    for (KernelText kernel : kernels) {
      Map<String, String> above = new LinkedHashMap<>();
      for (Helper helper : kernel.helpers()) {
        uses.putIfAbsent(
            helper.template().name(),
            String.join("\n", above.values()) + defined(helper.template(), helper.words()));
        above.putIfAbsent(helper.name(), helper.text());
      }
      uses.putIfAbsent(
          kernel.template().name(),
          String.join("\n", above.values()) + defined(kernel.template(), kernel.words()));
    }
    return uses;
  }

  private static String defined(Template template, Words words) {
    Map<String, String> values = new HashMap<>(words.values());
    List<String> lines =
        values.entrySet().stream()
            .map(e -> "#define " + e.getKey() + " " + e.getValue().replace("\n", " \\\n"))
            .sorted()
            .toList();
    return String.join("\n", lines) + "\n" + template.text();
  }
}

package dev.ninc.compiler.emit.opencl;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.plan.opencl.OpenClTarget;
import dev.ninc.compiler.testing.DeviceHarness;
import dev.ninc.compiler.testing.DeviceTiles;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs small networks on the device that there is, and says on standard error which one begins: see
 * {@link OclgrindTest}.
 */
final class OclgrindProbe {

  static final String DONE = "All networks have run on Oclgrind";

  /** Begins the line that says what runs. */
  static final String RUNS = "RUNS ";

  /** Each way to find inputs, groups, and outputs that are no whole vectors. */
  private static final String CONVOLUTIONS =
      """
      network Convolutions {
        input 3x7x5
        conv 3x3 32 pad 1
        conv 3x3 36 stride 2 pad 1
        conv 1x1 6 group 2
        cccp 80
        softmax
      }
      """;

  /** Each kernel with barriers, and as many rounds of each loop that none of them is idle. */
  private static final String BARRIERS =
      """
      network Barriers {
        input 3x5x3
        conv 3x3 32 pad 1
        conv 3x3 32 stride 2 pad 1
        cccp 80
        softmax
      }
      """;

  /** The same for what may be fused. */
  private static final String CHAIN =
      """
      network Chain {
        input 3x5x3
        conv 3x3 32 pad 1
        cccp 32
        cccp 32
        cccp 20
        gap
        softmax
      }
      """;

  /** Layers that share a kernel, and an end that does. */
  private static final String FUSED =
      """
      network Fused {
        input 3x5x4
        conv 3x3 16 pad 1
        cccp 24
        cccp 7
        maxpool 2x2
        cccp 16
        cccp 32
        cccp 5
        gap
        softmax
      }
      """;

  /** Winograd's tiles, some of which hang over. */
  private static final String TILES =
      """
      network Tiles {
        input 8x5x7
        conv 3x3 24 pad 1
        conv 5x5 3 pad 2
      }
      """;

  private static final Pattern BARRIER = Pattern.compile("barrier\\(CLK_LOCAL_MEM_FENCE\\);");

  private static final Policy DIRECT = Policy.DEFAULT.chains(Chains.SEPARATE).everywhere("direct");

  /** Programs that have run: some options make no difference. */
  private static final Set<List<GeneratedFile>> SEEN = new HashSet<>();

  private OclgrindProbe() {}

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "right" -> right();
      case "shapes" -> OddShapes.ALL.forEach(text -> run(text, Policy.DEFAULT));
      case "tiles" -> tiles();
      case "barriers" -> {
        withoutEachBarrier(BARRIERS, DIRECT);
        withoutEachBarrier(CHAIN, DIRECT.chains(Chains.FUSED));
      }
      case "reads outside" -> wrong("image\\[c", "image[100000 + c");
      case "writes outside" -> wrong("out\\[", "out[100000 + ");
      case "misses a barrier" -> wrong(BARRIER.pattern(), "");
      case "meets no barrier" ->
          wrong(BARRIER.pattern(), "if (item < 3) barrier(CLK_LOCAL_MEM_FENCE);");
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println(DONE);
  }

  private static void right() {
    for (String text : List.of(CONVOLUTIONS, BARRIERS, CHAIN, Programs.ALL_OPS)) {
      run(text, Policy.DEFAULT);
    }
    run(FUSED, DIRECT.chains(Chains.FUSED));
    run(TILES, DIRECT.everywhere("winograd F(2x2)"));
    for (String text : List.of(CONVOLUTIONS, BARRIERS, CHAIN)) {
      run(text, DIRECT);
      run(text, DIRECT.chains(Chains.FUSED));
      run(text, DIRECT.everywhere("winograd F(2x2)"));
      run(text, DIRECT.everywhere("winograd F(4x4)"));
    }
  }

  private static void tiles() {
    for (String tile : DeviceTiles.ALL) {
      run(CONVOLUTIONS, DIRECT.everywhere("tile " + tile));
      run(BARRIERS, DIRECT.everywhere("tile " + tile));
    }
  }

  /** Takes the barriers away, one at a time: a line of {@link #RUNS} for each. */
  private static void withoutEachBarrier(String network, Policy policy) {
    Options options = options(policy);
    String program =
        Ninc.emit(Programs.network(network), options).stream()
            .filter(file -> file.path().endsWith("Gpu.cl"))
            .findFirst()
            .orElseThrow()
            .text();
    List<MatchResult> barriers = BARRIER.matcher(program).results().toList();
    for (MatchResult barrier : barriers) {
      String before = program.substring(0, barrier.start());
      String less = before + program.substring(barrier.end());
      UnaryOperator<String> edit = text -> text.equals(program) ? less : text;
      DeviceHarness harness = new DeviceHarness(Programs.network(network), options, edit);
      long line = before.lines().count();
      run("without the barrier of line " + line + " of " + network, harness, OpenClTarget.GPU);
    }
  }

  /** A mistake in the first place where the pattern matches. */
  private static void wrong(String pattern, String replacement) {
    UnaryOperator<String> edit = text -> text.replaceFirst(pattern, replacement);
    run(
        pattern,
        new DeviceHarness(Programs.network(BARRIERS), options(DIRECT), edit),
        OpenClTarget.GPU);
  }

  private static void run(String text, Policy policy) {
    Network network = Programs.network(text);
    if (SEEN.add(Ninc.emit(network, options(policy)))) {
      DeviceHarness harness = new DeviceHarness(network, options(policy));
      for (OpenClTarget target : OpenClTarget.values()) {
        run(policy + "\n" + text, harness, target);
      }
    }
  }

  private static Options options(Policy policy) {
    return Options.DEFAULT
        .targets(List.of(TargetLanguage.OPENCL))
        .packageName("model")
        .policy(policy);
  }

  private static void run(String what, DeviceHarness harness, OpenClTarget target) {
    System.err.println(RUNS + target + " " + what.strip().replaceAll("\\s+", " "));
    try (GeneratedDeviceModel model = harness.model(target)) {
      if (!model.device().name().contains("Oclgrind")) {
        throw new IllegalStateException("this is " + model.device());
      }
      model.run(new float[2 * model.input().size()]);
    }
  }
}

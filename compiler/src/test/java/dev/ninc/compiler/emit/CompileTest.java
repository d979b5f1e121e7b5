package dev.ninc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.random.RandomNetwork;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.compiler.testing.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generated classes look like to javac and to the virtual machine. */
class CompileTest {

  private static final int NETWORKS = 20;

  /** Beyond this HotSpot never compiles a method. */
  private static final int NEVER_COMPILED = 8_000;

  /** Far below it: what becomes longer with a network's sizes would pass it some day. */
  private static final int LONGEST = 2_500;

  /** Columns that a line of NIN may have, and a line of code anywhere: ReLU6 takes the most. */
  private static final int WIDEST = 120;

  private static final int WIDEST_CODE = 140;

  private static List<GeneratedFile> files;
  private static int ofSamples;

  @BeforeAll
  static void emit() throws IOException {
    files = new ArrayList<>();
    for (Path sample : Samples.all()) {
      add(Samples.network(sample));
    }
    ofSamples = files.size();
    for (long seed = 0; seed < NETWORKS; seed++) {
      add(Harness.check(RandomNetwork.of(seed).text(), Options.DEFAULT));
    }
  }

  private static void add(Network network) {
    files.addAll(Ninc.emit(network, Options.DEFAULT.packageName("net" + files.size())));
  }

  @Test
  void whatAUserCompilesGivesNoWarning(@TempDir Path classes) {
    List<GeneratedFile> visible =
        files.stream().filter(f -> !f.text().contains("jdk.incubator.vector.")).toList();
    assertThat(visible).hasSize(files.size() * 2 / 5);
    assertThat(Javac.complaints(visible, classes, "-Xlint:all", "-Werror")).isEmpty();
  }

  /** Names may be long, and with them texts and comments; code itself must not. */
  @Test
  void noLineOfCodeIsTooWide() {
    assertThat(
            files.subList(0, ofSamples).stream()
                .flatMap(f -> f.text().lines())
                .filter(line -> !line.strip().startsWith("*") && codeOf(line) > WIDEST_CODE))
        .isEmpty();
  }

  /** The line's length without what stands in quotes and behind slashes. */
  private static int codeOf(String line) {
    return line.replaceAll("\"[^\"]*\"", "").replaceAll("//.*", "").stripTrailing().length();
  }

  /** Where no name is long, nothing is. */
  @Test
  void noLineOfNinForCifar10IsTooWide() {
    List<GeneratedFile> nin =
        files.subList(0, ofSamples).stream().filter(f -> f.path().contains("/NinCifar10")).toList();
    assertThat(nin).hasSizeGreaterThanOrEqualTo(4);
    assertThat(nin.stream().flatMap(f -> f.text().lines()).filter(line -> line.length() > WIDEST))
        .isEmpty();
  }

  @Test
  void allIsCompiledAndNoMethodIsTooLong() {
    Map<String, byte[]> classes = JavaSources.compile(files, Javac.runtime());
    Map<String, Integer> lengths = new TreeMap<>();
    classes.forEach(
        (path, bytes) ->
            ClassFile.codeLengths(bytes).forEach((m, l) -> lengths.put(path + " " + m, l)));
    List<Map.Entry<String, Integer>> longest =
        lengths.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(5)
            .toList();
    System.out.println("The longest of " + lengths.size() + " generated methods: " + longest);
    assertThat(lengths).hasSizeGreaterThan(1_000);
    lengths.entrySet().removeIf(CompileTest::fits);
    assertThat(lengths)
        .as(
            "Bytes of code of methods that are too long. HotSpot never compiles one of more than %,d:"
                + " it runs in the interpreter for ever. Write out less of it, choose a smaller tile,"
                + " or split it",
            NEVER_COMPILED)
        .isEmpty();
  }

  /** Constructors and initialisers run once. */
  private static boolean fits(Map.Entry<String, Integer> method) {
    return method.getValue() < (method.getKey().contains("<") ? NEVER_COMPILED : LONGEST);
  }

  @Test
  void theReaderOfClassFilesIsRight() throws IOException {
    String resource = "/" + CompileTest.class.getName().replace('.', '/') + ".class";
    try (var in = CompileTest.class.getResourceAsStream(resource)) {
      assertThat(ClassFile.codeLengths(in.readAllBytes())).containsEntry("five()I", 2);
    }
  }

  static int five() {
    return 5;
  }
}

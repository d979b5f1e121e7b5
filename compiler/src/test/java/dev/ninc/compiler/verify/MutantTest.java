package dev.ninc.compiler.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.compiler.plan.Chains;
import dev.ninc.compiler.plan.Policy;
import dev.ninc.compiler.testing.Harness;
import dev.ninc.compiler.testing.Harness.Machine;
import dev.ninc.compiler.testing.Javac;
import dev.ninc.runtime.GeneratedModel;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Mistakes are made in generated sources and in packed weights, one at a time, and each must be
 * noticed: a bound that lets a mistake pass is no bound.
 */
class MutantTest {

  private static final Options OPTIONS = Options.DEFAULT.packageName("model");

  private static final Machine WIDE = Machine.VECTOR.get(0);
  private static final Machine NARROW = Machine.VECTOR.get(1);

  /** By kind and mistake, for each mutant how it was noticed. */
  private static final Map<String, List<String>> TABLE = new TreeMap<>();

  /** Which mistakes found a place at all. */
  private static final Set<String> MADE = new TreeSet<>();

  @TestFactory
  Stream<DynamicTest> sources() {
    return Stream.concat(
        Kind.ALL.stream().map(k -> DynamicTest.dynamicTest(k.name(), () -> mutate(k))),
        Stream.of(DynamicTest.dynamicTest("every mistake was made", MutantTest::allMade)));
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    return Kind.ALL.stream()
        .filter(k -> k.layers().matches("(?s).*(conv|cccp|batchnorm).*"))
        .map(k -> DynamicTest.dynamicTest(k.name(), () -> mutateWeights(k)));
  }

  @AfterAll
  static void table() {
    int mutants = TABLE.values().stream().mapToInt(List::size).sum();
    String lines =
        TABLE.entrySet().stream()
            .map(e -> "%-90s %s%n".formatted(e.getKey(), String.join(", ", e.getValue())))
            .collect(Collectors.joining());
    System.out.println(mutants + " mutants and how each was noticed:\n" + lines);
  }

  private static void allMade() {
    List<String> never =
        Kind.ALL.stream()
            .flatMap(k -> k.mutations().stream())
            .map(MutantTest::mistake)
            .filter(m -> !MADE.contains(m))
            .distinct()
            .toList();
    assertThat(never).as("mistakes whose pattern matches nowhere").isEmpty();
  }

  private static String mistake(Mutation m) {
    return m.file() + ": " + m.what();
  }

  private record Mutant(Mutation mutation, String className, List<GeneratedFile> files) {}

  private static void mutate(Kind kind) {
    Harness harness = harness(kind);
    List<Mutant> mutants = mutants(kind, Ninc.emit(harness.checked(), options(kind)));
    Map<String, byte[]> classes =
        JavaSources.compile(
            mutants.stream().flatMap(m -> m.files().stream()).toList(), Javac.runtime());
    for (Machine machine : List.of(Machine.SCALAR, WIDE, NARROW)) {
      assertThat(noticed(harness, harness.model(machine), machine))
          .as("without a mistake")
          .isEmpty();
    }
    List<String> survivors = new ArrayList<>();
    for (Mutant mutant : mutants) {
      Machine machine = machine(mutant.mutation());
      GeneratedModel model = Harness.load(classes, mutant.className(), harness.weights(), machine);
      Optional<String> how = noticed(harness, model, machine);
      MADE.add(mistake(mutant.mutation()));
      TABLE
          .computeIfAbsent(kind.name() + ", " + mistake(mutant.mutation()), k -> new ArrayList<>())
          .add(how.orElse("SURVIVED"));
      if (how.isEmpty()) {
        survivors.add(mutant.mutation() + "\n" + mutant.files().get(0).path());
      }
    }
    assertThat(mutants.size()).as("mutants of " + kind.name()).isGreaterThan(1);
    assertThat(survivors).as("mutants that nobody noticed").isEmpty();
  }

  /** A kind of kernel is forced where the planner would choose another. */
  static Options options(Kind kind) {
    if (kind.name().contains("winograd")) {
      return OPTIONS.policy(Policy.DEFAULT.everywhere(kind.name().replaceAll(":.*", "")));
    }
    boolean fused = kind.name().startsWith("fused");
    return OPTIONS.policy(
        Policy.DEFAULT.everywhere("direct").chains(fused ? Chains.FUSED : Chains.SEPARATE));
  }

  private static Harness harness(Kind kind) {
    return new Harness(kind.text(), options(kind));
  }

  /** All mutants of a kind, each in a package of its own, so that one call compiles them. */
  private static List<Mutant> mutants(Kind kind, List<GeneratedFile> files) {
    List<Mutant> mutants = new ArrayList<>();
    for (Mutation mutation : kind.mutations()) {
      for (List<GeneratedFile> wrong : mutation.of(files, kind.name().hashCode())) {
        String name = "mutant" + mutants.size();
        List<GeneratedFile> moved =
            wrong.stream()
                .map(
                    f ->
                        new GeneratedFile(
                            f.path().replace("model/", name + "/"),
                            f.text()
                                .replace("package model;", "package " + name + ";")
                                .replace("\"model.", "\"" + name + ".")))
                .toList();
        mutants.add(new Mutant(mutation, name + ".Kind", moved));
      }
    }
    return mutants;
  }

  private static Machine machine(Mutation mutation) {
    return switch (mutation.file()) {
      case "Vector", "Vector16" -> NARROW;
      case "Vector32" -> WIDE;
      default -> Machine.SCALAR;
    };
  }

  /** How a mistake was noticed; empty where it was not. */
  private static Optional<String> noticed(Harness harness, GeneratedModel model, Machine machine) {
    try {
      return harness
          .verify(model, machine, harness.image(1))
          .firstDivergence()
          .map(f -> "%.1g x".formatted(f.deviation().ratio()));
    } catch (IndexOutOfBoundsException e) {
      return Optional.of("thrown");
    }
  }

  // Weights ---------------------------------------------------------------------------------------

  private static final int WRONG_WEIGHTS = 3;

  private static void mutateWeights(Kind kind) throws ReflectiveOperationException {
    Harness harness = harness(kind);
    MersenneTwister random = new MersenneTwister(kind.name().hashCode());
    List<String> survivors = new ArrayList<>();
    for (Machine machine : List.of(Machine.SCALAR, WIDE)) {
      GeneratedModel model = harness.model(machine);
      for (float[] packed : packed(model)) {
        for (int i = 0; i < WRONG_WEIGHTS; i++) {
          int at = random.nextInt(packed.length);
          while (packed[at] == 0) {
            at = random.nextInt(packed.length);
          }
          float right = packed[at];
          packed[at] = right + 0.01f * largest(packed);
          Optional<String> how = noticed(harness, model, machine);
          packed[at] = right;
          TABLE
              .computeIfAbsent(
                  kind.name() + ", " + machine + ": a weight wrong by 1 % of the largest",
                  k -> new ArrayList<>())
              .add(how.orElse("SURVIVED"));
          if (how.isEmpty()) {
            survivors.add(machine + " " + packed.length + " floats, at " + at);
          }
        }
      }
    }
    assertThat(survivors).isEmpty();
  }

  /** The weights as the kernels of a model hold them. */
  private static List<float[]> packed(GeneratedModel model) throws ReflectiveOperationException {
    Object kernels = field(field(model, GeneratedModel.class, "tiers"), "kernels");
    List<float[]> packed = new ArrayList<>();
    for (Class<?> c = kernels.getClass(); c != null; c = c.getSuperclass()) {
      for (Field f : c.getDeclaredFields()) {
        if (f.getType() == float[].class) {
          f.setAccessible(true);
          packed.add((float[]) f.get(kernels));
        } else if (f.getType() == float[][].class) {
          f.setAccessible(true);
          packed.addAll(List.of((float[][]) f.get(kernels)).subList(0, 2));
        }
      }
    }
    packed.removeIf(p -> largest(p) == 0);
    return packed;
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    return field(object, object.getClass(), name);
  }

  private static Object field(Object object, Class<?> owner, String name)
      throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private static float largest(float[] numbers) {
    float largest = 0;
    for (float n : numbers) {
      largest = Math.max(largest, Math.abs(n));
    }
    return largest;
  }
}

package dev.ninc.compiler.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Clang as a compiler of OpenCL C: no device is needed for it. */
public final class Clang {

  /** What is found in the PATH; the first one is taken. */
  private static final List<String> NAMES = List.of("clang-19", "clang");

  /** Where the functions of OpenCL C are, for devices. */
  private static final Path LIBRARY = Path.of("/usr/lib/clc");

  private static final List<String> LANGUAGE =
      List.of("-cl-std=CL1.2", "-Xclang", "-finclude-default-header");

  private static final List<String> SYNTAX =
      List.of(
          "-target",
          "spir64",
          "-fsyntax-only",
          "-Wall",
          "-Wextra",
          // All kernels have the same parameters, which not all of them need.
          "-Wno-unused-parameter",
          "-Werror");

  /** What a compiled kernel needs of a GPU, in the words of the assembly's comments. */
  private static final Pattern NEEDS =
      Pattern.compile(
          "\\.amdhsa_kernel (\\w+)$.*?^; NumVgprs: (\\d+)$.*?^; ScratchSize: (\\d+)$"
              + ".*?^; LDSByteSize: (\\d+) ",
          Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * What a kernel needs of a GPU.
   *
   * @param registers 4-byte registers of a work-item
   * @param scratch bytes that a work-item keeps in memory for want of registers
   * @param local bytes of local memory
   */
  public record Needs(String kernel, int registers, int scratch, int local) {}

  private Clang() {}

  /**
   * Skips the test where there is no clang or no libclc; under CI or {@code -Dninc.require=clang}
   * it fails.
   */
  public static void require() {
    boolean found = find().isPresent() && Files.isDirectory(LIBRARY);
    if (!found) {
      String message =
          "no " + NAMES.get(0) + " with libclc; install the packages clang-19 and libclc-19";
      boolean required =
          "true".equals(System.getenv("CI"))
              || System.getProperty("ninc.require", "").contains("clang");
      if (required) {
        fail(message);
      }
      abort(message);
    }
  }

  /** Asserts that a program has no mistake, and nothing that clang would warn of. */
  public static void assertAccepts(Path program) throws IOException {
    run(program, SYNTAX);
  }

  /** The kernels of a program, compiled for an AMD GPU (RDNA 2). */
  public static List<Needs> gfx1030(Path program) throws IOException {
    String assembly = assembly(program, "amdgcn-amd-amdhsa", "gfx1030", "gfx1030-amdgcn--.bc");
    return NEEDS
        .matcher(assembly)
        .results()
        .map(
            m ->
                new Needs(
                    m.group(1),
                    Integer.parseInt(m.group(2)),
                    Integer.parseInt(m.group(3)),
                    Integer.parseInt(m.group(4))))
        .toList();
  }

  /** A program in the instructions that NVIDIA's driver takes. Its registers are virtual. */
  public static String ptx(Path program) throws IOException {
    return assembly(program, "nvptx64-nvidia-nvcl", "sm_90", "nvptx64--nvidiacl.bc");
  }

  private static String assembly(Path program, String target, String cpu, String library)
      throws IOException {
    Path output = program.resolveSibling(program.getFileName() + ".s");
    List<String> options = new ArrayList<>(List.of("-target", target, "-O3", "-nogpulib", "-S"));
    List.of("-target-cpu", cpu, "-mlink-builtin-bitcode", LIBRARY.resolve(library).toString())
        .forEach(option -> options.addAll(List.of("-Xclang", option)));
    // The library's triple has no vendor and no system.
    options.addAll(List.of("-Wno-linker-warnings", "-o", output.toString()));
    run(program, options);
    return Files.readString(output);
  }

  private static void run(Path program, List<String> options) throws IOException {
    Path log = program.resolveSibling(program.getFileName() + ".log");
    List<String> command = new ArrayList<>(List.of(find().orElseThrow().toString()));
    command.addAll(LANGUAGE);
    command.addAll(options);
    command.add(program.toString());
    Process clang =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(clang.waitFor(60, TimeUnit.SECONDS)).as("clang ends").isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      clang.destroyForcibly();
    }
    assertThat(clang.exitValue()).as(Files.readString(log)).isZero();
  }

  private static Optional<Path> find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(name -> folders(path).map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> folders(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }
}

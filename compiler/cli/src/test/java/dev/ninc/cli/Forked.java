package dev.ninc.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line in a process of its own: a kernel that is wrong may end the process that runs
 * it, or never end.
 *
 * @param folder for what the process keeps
 * @param environment added to that of this process
 * @param classPath of the process
 */
record Forked(Path folder, Map<String, String> environment, String classPath) {

  private static final int SECONDS = 120;

  /** With caches that no other process has. */
  static Forked in(Path folder) {
    return new Forked(
        folder,
        Map.of("POCL_CACHE_DIR", folder.resolve("pocl").toString()),
        System.getProperty("java.class.path"));
  }

  Forked with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Forked(folder, more, classPath);
  }

  /** Without a jar of this process. */
  Forked without(Path jar) {
    String less =
        Stream.of(classPath.split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).equals(jar))
            .collect(Collectors.joining(File.pathSeparator));
    return new Forked(folder, environment, less);
  }

  Cli.Outcome ninc(Object... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command(args)).redirectOutput(out.toFile()).redirectError(err.toFile());
    environment.forEach(builder.environment()::put);
    if (environment.containsKey("POCL_CACHE_DIR")) {
      Files.createDirectories(Path.of(environment.get("POCL_CACHE_DIR")));
    }
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      fail(
          "`ninc "
              + List.of(args)
              + "` runs for more than "
              + SECONDS
              + " s: a barrier that not"
              + " all work-items reach?");
    }
    return new Cli.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> command(Object... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dninc.opencl.cache=" + folder.resolve("programs"),
                "-cp",
                classPath,
                Main.class.getName()));
    Arrays.stream(args).map(String::valueOf).forEach(command::add);
    return command;
  }

  /**
   * Skips the test where there is no OpenCL device; under CI or {@code -Dninc.require=opencl} it
   * fails.
   */
  void needsADevice() throws IOException, InterruptedException {
    Cli.Outcome devices = ninc("devices");
    if (devices.code() == ExitCode.OK) {
      return;
    }
    String message = "no OpenCL device to test on: " + devices.err();
    boolean required =
        "true".equals(System.getenv("CI"))
            || System.getProperty("ninc.require", "").contains("opencl");
    if (required) {
      fail(message);
    }
    abort(message);
  }
}

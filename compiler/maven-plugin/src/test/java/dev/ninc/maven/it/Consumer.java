package dev.ninc.maven.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A project that was built as users build theirs: what the scripts of integration tests ask. */
public final class Consumer {

  private static final String FIRST_LINE = "[INFO] Scanning for projects...";

  private final Path folder;
  private final Path repository;

  /**
   * @param folder of the project
   * @param repository the local repository of these tests
   */
  public Consumer(File folder, File repository) {
    this.folder = folder.toPath();
    this.repository = repository.toPath();
  }

  /** What each run of Maven wrote. */
  public List<String> builds() throws IOException {
    String log = Files.readString(folder.resolve("build.log"));
    List<String> builds = new ArrayList<>(Arrays.asList(log.split("\\Q" + FIRST_LINE + "\\E")));
    builds.remove(0);
    return builds;
  }

  /** The files in a jar. */
  public static List<String> entries(File jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  /** The Java that runs the tests, and others of the machine. */
  public static List<File> jdks() {
    List<File> jdks = new ArrayList<>(List.of(home()));
    jdks.addAll(otherJdks());
    return jdks;
  }

  private static File home() {
    return new File(System.getProperty("java.home"));
  }

  /**
   * Other JDKs: the one that {@code -Dninc.otherJdk} names, or those that lie beside this one. It
   * is said where there are none: then nothing shows that classes run on another Java than the one
   * that made them.
   */
  public static List<File> otherJdks() {
    String named = System.getProperty("ninc.otherJdk", "");
    if (!named.isEmpty()) {
      return List.of(new File(named));
    }
    try (Stream<Path> beside = Files.list(home().toPath().toRealPath().getParent())) {
      List<File> found =
          beside
              .filter(p -> !Files.isSymbolicLink(p) && Files.isExecutable(p.resolve("bin/javac")))
              .filter(p -> !p.toFile().equals(real(home())) && isRecent(p))
              .sorted()
              .map(Path::toFile)
              .toList();
      if (found.isEmpty()) {
        System.err.println(
            "SKIPPED: no other JDK beside " + home() + "; -Dninc.otherJdk names one.");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File real(File home) {
    try {
      return home.toPath().toRealPath().toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a JDK can run what is generated, with vectors. */
  private static boolean isRecent(Path jdk) {
    try {
      String release = Files.readString(jdk.resolve("release"));
      Matcher version = Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(release);
      return version.find()
          && Integer.parseInt(version.group(1)) >= 17
          && release.contains("jdk.incubator.vector");
    } catch (IOException e) {
      return false; // it is no JDK of a kind that is known
    }
  }

  /** A path with a jar and the runtime, and nothing else. */
  public String path(File jar) throws IOException {
    Path versions = repository.resolve("dev/ninc/ninc-runtime");
    try (Stream<Path> files = Files.walk(versions)) {
      Path runtime = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      return jar + File.pathSeparator + runtime;
    }
  }

  /** What a program prints; fails where it fails. */
  public String java(File jdk, String... arguments) throws IOException, InterruptedException {
    return run(jdk, jdk.toPath().resolve("bin/java").toString(), arguments);
  }

  /** Runs Maven on the project with another Java. */
  public String maven(File jdk, String... arguments) throws IOException, InterruptedException {
    Path settings = folder.resolveSibling("interpolated-settings.xml");
    List<String> all =
        new ArrayList<>(
            List.of("-B", "-s", settings.toString(), "-Dmaven.repo.local=" + repository));
    all.addAll(List.of(arguments));
    String mvn = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    return run(jdk, mvn, all.toArray(String[]::new));
  }

  private String run(File jdk, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "run-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("MAVEN_OPTS");
    Process process = builder.redirectOutput(output.toFile()).start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    String text = Files.readString(output);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(command + " failed:\n" + text + errors);
    }
    return text;
  }
}

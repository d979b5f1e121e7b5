package dev.ninc.maven;

import dev.ninc.compiler.TargetLanguage;
import dev.ninc.compiler.plan.Accuracy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What both goals do; they differ in the roots. */
abstract class AbstractCompileMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /**
   * The package of the networks at the root of the source folder; those in its folders are in
   * packages below. Without it, the folders alone are the package, and networks at the root are in
   * the package <code>model</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.packageName")
  private String packageName;

  /**
   * What to make of each network: <code>java</code>, for the processor, and <code>opencl</code>,
   * for a GPU or a CPU by OpenCL. The latter needs <code>dev.ninc:ninc-runtime-opencl</code> beside
   * the runtime.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.targets", defaultValue = "java")
  private List<String> targets;

  /**
   * Values for parameters of the networks, by their names: <code>&lt;width&gt;96&lt;/width&gt;
   * </code>. With the name of a network's file in front, <code>&lt;cifar10.width&gt;</code>, a
   * value is for that network alone; folders are part of the name, as <code>vision.cifar10</code>.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> parameters;

  /**
   * Files with the trained weights, by the names of the networks' files: <code>
   * &lt;cifar10&gt;trained/best.safetensors&lt;/cifar10&gt;</code>. Without it, the file <code>
   * cifar10.safetensors</code> or <code>cifar10.npz</code> beside <code>cifar10.nin</code>, if
   * there is one. Weights are checked against their network and packed beside its class, which then
   * has a method <code>load()</code>.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, File> weights;

  /**
   * What <code>ninc tune</code> measured, by the names of the networks' files. Without it, the file
   * <code>cifar10.tuning</code> beside <code>cifar10.nin</code>, if it is there. There may be one
   * for each target: <code>cifar10.opencl-gpu</code> names that for GPUs, and <code>
   * cifar10.opencl-gpu.tuning</code> is found; <code>opencl-cpu</code> and <code>java</code> are
   * the others.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, File> tunings;

  /**
   * How exact the kernels are: <code>normal</code>, or <code>strict</code>, which keeps to direct
   * convolutions.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.accuracy", defaultValue = "normal")
  private String accuracy;

  /**
   * Do nothing: no network is compiled, and what earlier builds made is no part of this one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.skip", defaultValue = "false")
  private boolean skip;

  /** The folder with the networks. */
  abstract File sources();

  /** The source root for the generated classes. */
  abstract File sourceOutput();

  /** The resource root for vector classes, weights and programs. */
  abstract File resourceOutput();

  /** Where the build lays its classes and resources. */
  abstract String classes();

  /** The kind of code, as in the names of folders: main, test. */
  abstract String kind();

  /** Adds a source root. */
  abstract void addSources(MavenProject to, String root);

  /** The resource roots, to which one more may be added. */
  abstract List<Resource> resources(MavenProject of);

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped: ninc.skip is set.");
      return;
    }
    Request request = new Request(path(sources()), folders(), choices());
    try {
      boolean nothing = ModelFile.find(request.sources()).isEmpty();
      if (nothing && request.folders().areUntouched()) {
        noNetwork(request.sources());
        return;
      }
      // Before anything is generated: the roots are there when nothing has changed, too.
      addRoots(project, request.folders());
      finish(Compilation.run(request));
    } catch (IOException e) {
      throw new MojoExecutionException(
          "Networks can't be read, or results can't be written: " + e.getMessage(), e);
    }
  }

  /** A folder that somebody has named ought to be there; most projects have none for tests. */
  private void noNetwork(Path folder) {
    if (Files.isDirectory(folder) || folder.endsWith(Path.of("src", kind(), "nin"))) {
      getLog().debug("There is no network in " + folder + ".");
    } else {
      getLog()
          .warn("There is no folder " + folder + ", which is named as the one with the networks.");
    }
  }

  /** Another execution of the goal may have added them before. */
  private void addRoots(MavenProject to, Folders folders) {
    addSources(to, folders.sources().toString());
    String root = folders.resources().toString();
    if (resources(to).stream().noneMatch(r -> root.equals(r.getDirectory()))) {
      Resource resource = new Resource();
      resource.setDirectory(root);
      resources(to).add(resource);
    }
  }

  private void finish(Result result) throws MojoFailureException {
    for (Message message : result.messages()) {
      switch (message.level()) {
        case DEBUG -> getLog().debug(message.text());
        case INFO -> getLog().info(message.text());
        case WARNING -> getLog().warn(message.text());
        case ERROR -> getLog().error(message.text());
      }
    }
    if (result.failure().isPresent()) {
      throw new MojoFailureException(result.failure().get());
    }
  }

  private Folders folders() {
    Path target = Path.of(project.getBuild().getDirectory());
    return new Folders(
        path(sourceOutput()),
        path(resourceOutput()),
        path(target.resolve("ninc").resolve(kind() + "-vector-sources").toFile()),
        path(new File(classes())),
        state(execution.getExecutionId()),
        others());
  }

  private Path state(String id) {
    File target = new File(project.getBuild().getDirectory());
    return path(new File(new File(target, "ninc"), kind() + "-" + id + ".state"));
  }

  /**
   * The states of the other executions that the project configures. A goal of the command line runs
   * beside these, and makes their files again.
   */
  private Map<String, Path> others() {
    Map<String, Path> others = new TreeMap<>();
    for (PluginExecution other : execution.getPlugin().getExecutions()) {
      if (other.getGoals().contains(execution.getGoal())) {
        others.put(other.getId(), state(other.getId()));
      }
    }
    boolean isConfigured = others.remove(execution.getExecutionId()) != null;
    return isConfigured ? others : Map.of();
  }

  private Choices choices() throws MojoFailureException {
    if (packageName != null && !SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
      throw new MojoFailureException(
          "<packageName> is `" + packageName + "`, which is no name for a package in Java.");
    }
    Set<TargetLanguage> languages = new LinkedHashSet<>();
    for (String target : targets) {
      languages.add(word(TargetLanguage.class, "targets", target));
    }
    if (languages.isEmpty()) {
      throw new MojoFailureException("<targets> names nothing to make: java, opencl or both.");
    }
    return new Choices(
        Optional.ofNullable(packageName),
        languages,
        parameters == null ? Map.of() : parameters,
        paths(weights),
        paths(tunings),
        word(Accuracy.class, "accuracy", accuracy));
  }

  /** One of the words that a parameter takes, whatever its case. */
  private static <E extends Enum<E>> E word(Class<E> type, String parameter, String value)
      throws MojoFailureException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.strip())) {
        return constant;
      }
    }
    String words =
        List.of(type.getEnumConstants()).stream()
            .map(c -> c.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new MojoFailureException(
        "<" + parameter + "> is `" + value + "`, which is none of " + words + ".");
  }

  private static Map<String, Path> paths(Map<String, File> files) {
    Map<String, Path> paths = new TreeMap<>();
    if (files != null) {
      files.forEach((key, file) -> paths.put(key, path(file)));
    }
    return paths;
  }

  private static Path path(File file) {
    return file.toPath().toAbsolutePath().normalize();
  }
}

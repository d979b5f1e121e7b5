package dev.ninc.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Compiles the networks of a project, <code>src/main/nin/**&#47;*.nin</code>, to classes. The
 * project needs <code>dev.ninc:ninc-runtime</code> as a dependency, and nothing else.
 *
 * @since 0.1.0
 */
// Networks do not depend on the project's dependencies: nothing is resolved.
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class CompileMojo extends AbstractCompileMojo {

  /**
   * The folder with the networks.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.sources", defaultValue = "${project.basedir}/src/main/nin")
  private File sources;

  /**
   * The source root to write to: the class of each network, and its kernels that run everywhere.
   *
   * @since 0.1.0
   */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/ninc")
  private File sourceOutput;

  /**
   * The resource root to write to: compiled vector kernels, weights, programs for OpenCL.
   *
   * @since 0.1.0
   */
  @Parameter(defaultValue = "${project.build.directory}/generated-resources/ninc")
  private File resourceOutput;

  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private String classes;

  @Override
  File sources() {
    return sources;
  }

  @Override
  File sourceOutput() {
    return sourceOutput;
  }

  @Override
  File resourceOutput() {
    return resourceOutput;
  }

  @Override
  String classes() {
    return classes;
  }

  @Override
  String kind() {
    return "main";
  }

  @Override
  void addSources(MavenProject to, String root) {
    to.addCompileSourceRoot(root);
  }

  @Override
  List<Resource> resources(MavenProject of) {
    return of.getResources();
  }
}

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
 * Compiles the networks of a project, <code>src/test/nin/**&#47;*.nin</code>, to classes for its
 * tests. The project needs <code>dev.ninc:ninc-runtime</code> as a dependency, and nothing else.
 *
 * @since 0.1.0
 */
// Networks do not depend on the project's dependencies: nothing is resolved.
@Mojo(
    name = "test-compile",
    defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class TestCompileMojo extends AbstractCompileMojo {

  /**
   * The folder with the networks.
   *
   * @since 0.1.0
   */
  @Parameter(property = "ninc.testSources", defaultValue = "${project.basedir}/src/test/nin")
  private File sources;

  /**
   * The source root to write to: the class of each network, and its kernels that run everywhere.
   *
   * @since 0.1.0
   */
  @Parameter(defaultValue = "${project.build.directory}/generated-test-sources/ninc")
  private File sourceOutput;

  /**
   * The resource root to write to: compiled vector kernels, weights, programs for OpenCL.
   *
   * @since 0.1.0
   */
  @Parameter(defaultValue = "${project.build.directory}/generated-test-resources/ninc")
  private File resourceOutput;

  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
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
    return "test";
  }

  @Override
  void addSources(MavenProject to, String root) {
    to.addTestCompileSourceRoot(root);
  }

  @Override
  List<Resource> resources(MavenProject of) {
    return of.getTestResources();
  }
}

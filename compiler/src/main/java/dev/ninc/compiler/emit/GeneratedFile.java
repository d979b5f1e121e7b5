package dev.ninc.compiler.emit;

/**
 * A file that the compiler made.
 *
 * @param path relative to the source root, with forward slashes: {@code model/Cifar10.java}
 * @param text with line feeds
 */
public record GeneratedFile(String path, String text, Kind kind) {

  /** What a build has to do with a file. */
  public enum Kind {
    /** Java that any build compiles. */
    JAVA,
    /**
     * Java that names the Vector API, or needs a class that does: it compiles with {@code
     * --add-modules jdk.incubator.vector}, which warns whatever the flags are. The others do not
     * need it to compile.
     */
    VECTOR_JAVA,
    /** A program in OpenCL C, which the class beside it reads as a resource. */
    PROGRAM
  }

  /** Java that any build compiles. */
  public GeneratedFile(String path, String text) {
    this(path, text, Kind.JAVA);
  }
}

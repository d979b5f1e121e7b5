package dev.ninc.compiler.emit;

/**
 * A file that the compiler made.
 *
 * @param path relative to the source root, with forward slashes: {@code model/Cifar10.java}
 * @param text with line feeds
 */
public record GeneratedFile(String path, String text) {}

package dev.ninc.compiler.emit;

import java.util.Optional;

/**
 * What generated classes are told of the build that they are made for.
 *
 * @param packageName of the classes; may be empty
 * @param weights the name of the resource with the trained weights, which the build packs beside
 *     the classes; empty where it packs none
 * @param generator the compiler and its version
 */
public record Destination(String packageName, Optional<String> weights, String generator) {}

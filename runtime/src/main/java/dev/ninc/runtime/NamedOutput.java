package dev.ninc.runtime;

/**
 * A result of a network.
 *
 * @param name the layer that gives it
 * @param shape of one image's result
 */
public record NamedOutput(String name, Shape shape) {}

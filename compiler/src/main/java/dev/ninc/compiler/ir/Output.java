package dev.ninc.compiler.ir;

/**
 * A result of the network. The first output of a graph is what the last layer gives; further ones
 * are those that the user named.
 */
public record Output(String name, Value value) {}

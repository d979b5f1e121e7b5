package dev.ninc.compiler.pass;

/** A pass and the name by which the command line knows it. */
public record NamedPass(String name, Pass pass) {}

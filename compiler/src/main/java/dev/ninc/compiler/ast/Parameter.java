package dev.ninc.compiler.ast;

/** A parameter of the network with its default. */
public record Parameter(Name name, Expr value) {}

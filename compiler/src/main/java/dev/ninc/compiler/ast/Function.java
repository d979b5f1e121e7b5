package dev.ninc.compiler.ast;

import java.util.Optional;

/**
 * The name of an activation, right or wrong, and its argument: {@code relu}, {@code leaky(0.1)}.
 */
public record Function(Name name, Optional<Expr> argument) {}

package dev.ninc.compiler.ast;

import java.util.Optional;

/**
 * A parameter of a network or a block.
 *
 * @param value its default; a parameter of a block may lack one
 */
public record Parameter(Name name, Optional<Expr> value) {}

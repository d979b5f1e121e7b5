package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;
import java.util.Optional;

/**
 * What a call gives to a parameter: {@code 16}, or {@code squeeze = 16}.
 *
 * @param name the parameter, where the argument does not stand for it by its position
 */
public record Argument(Optional<Name> name, Expr value, Span span) {}

package dev.ninc.compiler.ast;

import dev.ninc.compiler.source.Span;

/**
 * {@code import "blocks.nin"}.
 *
 * @param path as it was written, without quotes
 */
public record Import(Name path, Span span) {}

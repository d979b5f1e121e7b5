package dev.ninc.compiler.diag;

import dev.ninc.compiler.source.Span;

/** A place in a source and what is to be said about it. */
public record Label(Span span, String text) {}

package dev.ninc.compiler.picture;

/** A place in pixels. */
record Point(int x, int y) {}

package dev.ninc.compiler.emit.java;

/**
 * One of the innermost loops of the vector kernels, as the runtime calls it to have it compiled.
 *
 * @param call the call, with {@code terms} for how often it goes round its outermost loop; it may
 *     name the workspace, {@code w}, and the arena, {@code a}
 * @param terms how often that is when it does its work, as Java
 * @param length iterations of its innermost loop each time
 */
record HotKernel(String call, String terms, int length) {}

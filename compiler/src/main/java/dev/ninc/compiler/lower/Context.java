package dev.ninc.compiler.lower;

import dev.ninc.compiler.diag.Diagnostics;

/** What all parts of one lowering share. */
record Context(Values values, Names names, GraphBuilder graph, Diagnostics diagnostics) {}

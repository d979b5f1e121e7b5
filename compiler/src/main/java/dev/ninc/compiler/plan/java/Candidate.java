package dev.ninc.compiler.plan.java;

import dev.ninc.compiler.plan.cost.Work;

/** A way to compute a layer, and what it takes. */
record Candidate(Algorithm algorithm, Work work) {}

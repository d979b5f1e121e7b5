package dev.ninc.compiler.plan.opencl;

import dev.ninc.compiler.plan.cost.Work;

/**
 * A way to compute a convolution, and what it takes.
 *
 * @param work on a CPU
 * @param onGpu nanoseconds on a GPU, for one image of a large batch
 */
record Candidate(OpenClAlgorithm algorithm, Work work, double onGpu) {}

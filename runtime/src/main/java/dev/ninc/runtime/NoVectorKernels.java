package dev.ninc.runtime;

/** Why a model has no vector kernels on this Java: the message is for people. */
final class NoVectorKernels extends Exception {

  private static final long serialVersionUID = 1;

  NoVectorKernels(String reason, Throwable cause) {
    super(reason, cause);
  }
}

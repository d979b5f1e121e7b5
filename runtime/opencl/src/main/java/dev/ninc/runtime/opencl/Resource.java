package dev.ninc.runtime.opencl;

/** Something that the driver keeps for us until it is closed. */
interface Resource extends AutoCloseable {

  @Override
  void close();
}

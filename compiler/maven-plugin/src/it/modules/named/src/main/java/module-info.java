/** Knows nothing of the Vector API. */
module it.named {
  requires dev.ninc.runtime;
}

package dev.ninc.compiler.random;

/** Sorts of layers, by what may be asked of them. */
public enum LayerSort {
  /** Any convolution of all channels with all. */
  CONV,
  /** 1x1, each pixel for itself. */
  FLAT,
  /** Steps of more than one row. */
  STRIDED,
  /** Groups of some channels, or of one with several outputs. */
  GROUPED,
  /** A group for each channel, and an output for each group. */
  DEPTHWISE,
  /** A dense square window of 3, 5 or 7, one pixel after the other. */
  SQUARE,
  /** A convolution and 1x1 convolutions behind it. */
  CHAIN,
  /** A dense square window, its stage called {@code head}, and at least two stages behind it. */
  SQUARE_CHAIN,
  /** 1x1 convolutions behind each other. */
  POINT_CHAIN,
  /** A depthwise convolution and 1x1 convolutions behind it. */
  DEPTHWISE_CHAIN,
  /** Convolutions with other maps between them, whose places in memory are used again. */
  REUSE,
  MAX_POOL,
  AVERAGE_POOL,
  INSIDE_POOL,
  MEAN,
  SUM,
  NORM,
  LRN,
  GATHER,
  SOFTMAX,
  ACTIVATION
}

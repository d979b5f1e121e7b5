package dev.ninc.cli;

/**
 * An image to run a network on.
 *
 * @param file what the user typed
 * @param index of the image in the file, from 0
 * @param values channels, rows, columns
 */
record InputImage(String file, int index, float[] values) {}

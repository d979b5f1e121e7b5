package dev.ninc.compiler.verify;

import dev.ninc.compiler.ir.Value;

/**
 * A value of a network and the tensor of another program that is to be the same.
 *
 * @param name what the network calls it: an output's name where it is one, else the value's
 * @param value of the network as written
 * @param tensor the other program's name for it
 * @param output whether it is a result of the network
 */
public record PeerTensor(String name, Value value, String tensor, boolean output) {}

package dev.ninc.runtime;

import java.util.List;

/**
 * What a generated class says of itself.
 *
 * @param abi the interface between generated code and runtime that the class was generated for
 * @param generator the compiler and its version
 * @param name the network's name
 * @param arena floats of activations for one image
 * @param steps the names of the steps, in order
 * @param weights the tensors that the weights file must hold
 */
public record ModelSpec(
    int abi,
    String generator,
    String name,
    Shape input,
    List<NamedOutput> outputs,
    List<String> labels,
    int arena,
    List<String> steps,
    List<TensorSpec> weights) {}

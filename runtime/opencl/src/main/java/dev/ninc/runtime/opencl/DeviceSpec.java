package dev.ninc.runtime.opencl;

import dev.ninc.runtime.NamedOutput;
import dev.ninc.runtime.Preprocessing;
import dev.ninc.runtime.Shape;
import dev.ninc.runtime.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a generated class says of itself.
 *
 * @param abi the interface between generated code and this runtime that the class was generated for
 * @param generator the compiler and its version
 * @param name the network's name
 * @param weights the tensors that the weights file must hold
 * @param preprocessing what makes the input of a picture, where the network says it
 */
public record DeviceSpec(
    int abi,
    String generator,
    String name,
    Shape input,
    List<NamedOutput> outputs,
    List<String> labels,
    List<TensorSpec> weights,
    Optional<Preprocessing> preprocessing) {

  public DeviceSpec {
    outputs = List.copyOf(outputs);
    labels = List.copyOf(labels);
    weights = List.copyOf(weights);
  }
}

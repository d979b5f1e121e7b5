package dev.ninc.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What a generated class says of itself.
 *
 * @param abi the interface between generated code and runtime that the class was generated for
 * @param generator the compiler and its version
 * @param name the network's name
 * @param arena floats of activations for one image
 * @param scratch what each thread needs beside them
 * @param steps the names of the steps, in order
 * @param weights the tensors that the weights file must hold
 * @param preprocessing what makes the input of a picture, where the network says it
 */
public record ModelSpec(
    int abi,
    String generator,
    String name,
    Shape input,
    List<NamedOutput> outputs,
    List<String> labels,
    int arena,
    Scratch scratch,
    List<String> steps,
    List<TensorSpec> weights,
    Optional<Preprocessing> preprocessing) {

  /**
   * The memory that each thread of a run has for itself, enough for all kernels of the class.
   *
   * @param rows short arrays in which kernels add up: {@link Workspace#rows()}
   * @param rowLength floats in such an array
   * @param floats of {@link Workspace#scratch()}
   * @param band floats of the arena, from {@link Workspace#band()} on
   * @param pixelRows arrays with a number for each of some pixels: {@link Workspace#pixels()}
   * @param pixels floats in such an array
   */
  public record Scratch(int rows, int rowLength, int floats, int band, int pixelRows, int pixels) {}

  /** A network that does not say what makes its input of a picture. */
  public ModelSpec(
      int abi,
      String generator,
      String name,
      Shape input,
      List<NamedOutput> outputs,
      List<String> labels,
      int arena,
      Scratch scratch,
      List<String> steps,
      List<TensorSpec> weights) {
    this(
        abi,
        generator,
        name,
        input,
        outputs,
        labels,
        arena,
        scratch,
        steps,
        weights,
        Optional.empty());
  }

  /** The same network, for pictures too. */
  public ModelSpec with(Preprocessing pictures) {
    return new ModelSpec(
        abi,
        generator,
        name,
        input,
        outputs,
        labels,
        arena,
        scratch,
        steps,
        weights,
        Optional.of(pictures));
  }
}

package dev.ninc.compiler.interchange.layers;

import dev.ninc.compiler.interchange.layers.Net.Node;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Window;
import java.util.Optional;

/** Reports what is wrong with the layers of a file, in the words of its format. */
public interface Complaints {

  /**
   * The layers are not connected as a {@code .nin} file can say.
   *
   * @param message a sentence
   * @param label what stands at the layer
   */
  void structure(Node node, String message, String label);

  /**
   * What a layer is given does not fit it.
   *
   * @param what half a sentence: {@code one input is 3x4x4, another 5x4x4}
   */
  void shapes(Node node, String what);

  /** What something else than connected layers reads is arranged as a vector here. */
  void flattened(Node node);

  /** A layer has the name of another one's weights. */
  void name(Node node);

  /**
   * Why a pooling that rounds up is another one in the file's format than in the language; empty
   * where it is the same.
   */
  Optional<String> misfit(Maps in, Window window);
}

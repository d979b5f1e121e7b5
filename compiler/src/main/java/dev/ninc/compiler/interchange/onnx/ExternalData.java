package dev.ninc.compiler.interchange.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The files beside a model in which it may keep its tensors. */
@FunctionalInterface
public interface ExternalData {

  /** A model that is alone. */
  ExternalData NONE =
      (location, offset, length) -> {
        throw new IOException("there is no file beside the model");
      };

  /**
   * A part of a file in the model's folder.
   *
   * @param location a relative path, parts separated by slashes, none of them {@code ..}
   * @param offset in bytes, not below 0
   * @param length how many bytes are wanted, not below 0
   * @return just these bytes
   * @throws IOException where the file is missing, too short, or outside of the folder once links
   *     are followed; the message goes on after "as"
   */
  ByteBuffer read(String location, long offset, int length) throws IOException;
}

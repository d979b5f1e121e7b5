package dev.ninc.cli;

import dev.ninc.compiler.interchange.onnx.ExternalData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder of an ONNX model, for tensors that are kept in files of their own. What lies outside
 * of it, and what is reached through links, is not read.
 */
final class ModelFolder implements ExternalData {

  private final Path folder;

  /** The folder in which this file is. */
  ModelFolder(Path model) {
    Path parent = model.toAbsolutePath().getParent();
    folder = parent == null ? model.toAbsolutePath() : parent;
  }

  @Override
  public ByteBuffer read(String location, long offset, int length) throws IOException {
    Path real = folder.toRealPath();
    Path file = within(real, location);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("`" + location + "` is no file in the model's folder");
    }
    if (!file.toRealPath().equals(file.normalize()) || !file.normalize().startsWith(real)) {
      throw new IOException("`" + location + "` is reached through a link");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset > channel.size() || length > channel.size() - offset) {
        throw new IOException(
            "`" + location + "` ends after " + channel.size() + " bytes, before the tensor does");
      }
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new IOException("`" + location + "` became shorter");
        }
      }
      return bytes.flip();
    }
  }

  /** Which names a file can have is the system's affair, and that of its locale. */
  private static Path within(Path folder, String location) throws IOException {
    try {
      return folder.resolve(location);
    } catch (InvalidPathException e) {
      throw new IOException("`" + location + "` is no name of a file on this system", e);
    }
  }
}

package dev.ninc.cli;

import dev.ninc.compiler.ir.Maps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files with images, told apart by their names. */
final class ImageFiles {

  private ImageFiles() {}

  /** The images of a file, at least one. */
  static List<InputImage> read(Path file, Maps input) throws IOException, Mistake {
    UserFiles.readable(file, "an image");
    return List.of(new InputImage(file.toString(), 0, new PictureFile(file, input).read()));
  }
}

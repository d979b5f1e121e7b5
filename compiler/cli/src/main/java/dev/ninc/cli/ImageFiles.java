package dev.ninc.cli;

import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.weights.FloatArray;
import dev.ninc.compiler.weights.Npy;
import dev.ninc.compiler.weights.RawFloats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Files with images, told apart by their names. */
final class ImageFiles {

  private ImageFiles() {}

  /** The images of a file, at least one. */
  static List<InputImage> read(Path file, Network network) throws IOException, Mistake {
    Maps input = network.graph().input().maps();
    UserFiles.fitting(UserFiles.readable(file, "an image"));
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return images(file, input, numbers(file, input, Npy.read(file)));
    }
    if (name.endsWith(".f32le")) {
      return images(file, input, numbers(file, input, RawFloats.read(file)));
    }
    return images(file, input, new PictureFile(file, network).read());
  }

  /** The numbers of an array whose dimensions suit the input: none (raw), CHW or NCHW. */
  private static float[] numbers(Path file, Maps input, FloatArray array) throws Mistake {
    List<Integer> dims = array.dims();
    List<Integer> image = List.of(input.channels(), input.height(), input.width());
    boolean fits =
        switch (dims.size()) {
          case 1 -> dims.get(0) % input.size() == 0;
          case 3 -> dims.equals(image);
          case 4 -> dims.subList(1, 4).equals(image);
          default -> false;
        };
    if (!fits) {
      throw new Mistake(
          "`%s` has %s; the network takes images of %s, that is [%d, %d, %d], %d numbers each."
              .formatted(
                  file,
                  dims.size() == 1 ? dims.get(0) + " numbers" : "the shape " + dims,
                  input,
                  input.channels(),
                  input.height(),
                  input.width(),
                  input.size()),
          "write whole images, each channel by channel and row by row.");
    }
    if (array.values().length == 0) {
      throw new Mistake("`" + file + "` holds no image.", "write at least one into it.");
    }
    return array.values();
  }

  private static List<InputImage> images(Path file, Maps input, float[] values) {
    int size = Math.toIntExact(input.size());
    String name = file.toString();
    return IntStream.range(0, values.length / size)
        .mapToObj(
            i -> new InputImage(name, i, Arrays.copyOfRange(values, i * size, (i + 1) * size)))
        .toList();
  }
}

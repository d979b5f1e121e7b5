import dev.ninc.runtime.Model;
import dev.ninc.runtime.Prediction;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import model.Starter;

/** Loads the network with its weights, and says what it takes a picture for. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    Model model = Starter.load(Path.of("starter.safetensors"));
    float[] image = new float[model.input().size()]; // without a picture, all black
    if (args.length > 0) {
      read(new File(args[0]), model, image);
    }
    float[] probabilities = model.run(image);
    for (Prediction prediction : model.top(probabilities, 0, 3)) {
      System.out.println(prediction.label() + " " + prediction.score());
    }
    System.out.println("backend: " + model.backend());
  }

  /** Red, green and blue, plane after plane, each from 0 to 1. */
  private static void read(File file, Model model, float[] image) throws IOException {
    BufferedImage picture = ImageIO.read(file);
    int height = model.input().height();
    int width = model.input().width();
    if (picture == null || picture.getHeight() != height || picture.getWidth() != width) {
      throw new IOException(file + " is no picture of " + width + "x" + height + " pixels");
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = picture.getRGB(x, y);
        for (int channel = 0; channel < 3; channel++) {
          int sample = rgb >> (16 - 8 * channel) & 0xff;
          image[(channel * height + y) * width + x] = sample / 255f;
        }
      }
    }
  }
}

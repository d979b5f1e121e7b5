import dev.ninc.runtime.Images;
import dev.ninc.runtime.Model;
import dev.ninc.runtime.Prediction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import model.Starter;

/** Loads the network with its weights, and says what it takes a picture for. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    try {
      Model model = Starter.load(Path.of("starter.safetensors"));
      for (Prediction prediction : best(model, args)) {
        System.out.println(prediction.label() + " " + prediction.score());
      }
      System.out.println("backend: " + model.backend());
    } catch (NoSuchFileException e) {
      fail("there is no file " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      fail(e.getMessage());
    }
  }

  /** Of the picture, which the network prepares itself; without one, of numbers that are all 0. */
  private static List<Prediction> best(Model model, String[] args) throws IOException {
    if (args.length > 0) {
      return model.classify(Images.read(Path.of(args[0])), 3);
    }
    return model.top(model.run(new float[model.input().size()]), 0, 3);
  }

  private static void fail(String message) {
    System.err.println("error: " + message);
    System.exit(1);
  }
}

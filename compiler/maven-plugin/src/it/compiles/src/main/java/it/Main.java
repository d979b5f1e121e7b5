package it;

import java.util.Arrays;
import model.Digits;
import model.Untrained;

/** Uses both classes, and prints what does not depend on the machine. */
final class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    Digits model = Digits.load();
    float[] image = new float[Digits.INPUT.size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = i % 7 - 3;
    }
    float[] out = new float[Digits.OUTPUT.size()];
    model.run(image, out);
    float[] again = model.run(image);
    System.out.println(
        Arrays.hashCode(out)
            + " "
            + Arrays.equals(out, again)
            + " "
            + Digits.LABELS.size()
            + " "
            + Untrained.OUTPUT_FEATURES
            + " "
            + model.backend());
  }
}

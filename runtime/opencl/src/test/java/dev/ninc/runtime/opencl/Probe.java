package dev.ninc.runtime.opencl;

import dev.ninc.runtime.Report;
import java.util.Arrays;

/** A user's program: loads a model, runs it, and says what happened. */
final class Probe {

  private Probe() {}

  public static void main(String[] args) {
    try (Tiny tiny = new Tiny(Devices.choose())) {
      float[] in = Tiny.images(3);
      System.out.println(Arrays.equals(tiny.run(in), Tiny.y(in)) ? "right" : "wrong");
      for (Report.Event event : tiny.report().events()) {
        System.out.println(event.what());
      }
    } catch (DeviceException e) {
      System.out.println("refused: " + e.getMessage());
      secondTime(e.getMessage());
    }
  }

  /** It is the same where a program tries again. */
  private static void secondTime(String message) {
    try {
      Devices.choose();
      System.out.println("there is a device the second time");
    } catch (DeviceException e) {
      System.out.println(e.getMessage().equals(message) ? "refused again" : e.getMessage());
    }
  }
}

package dev.ninc.benchmarks;

import dev.ninc.runtime.Weights;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program that runs one image on an OpenCL device and ends. It prints the milliseconds that
 * finding the device took ({@code device}), and those from there to the result ({@code first}), of
 * which the program and the weights took some ({@code build}).
 */
final class FirstDeviceRun {

  private FirstDeviceRun() {}

  /**
   * @param args the folder of a bundle, and the name of the generated class
   */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Bundle bundle = new Bundle(Path.of(args[0]));
    Weights weights = bundle.weights();
    long start = System.nanoTime();
    Device device = OpenClEngine.device();
    long found = System.nanoTime();
    try (DeviceModel model = load(args[1], weights, device)) {
      long built = System.nanoTime();
      model.run(Requests.image(bundle.folder().toFile(), model.input().size()));
      System.out.println("first " + (System.nanoTime() - found) / 1e6);
      System.out.println("build " + (built - found) / 1e6);
      System.out.println("device " + (found - start) / 1e6);
    }
  }

  private static DeviceModel load(String name, Weights weights, Device device)
      throws ReflectiveOperationException {
    return (DeviceModel)
        Class.forName(name)
            .getMethod("load", Weights.class, Device.class)
            .invoke(null, weights, device);
  }
}

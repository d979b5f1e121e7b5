package dev.ninc.benchmarks;

import dev.ninc.compiler.emit.model.StepCosts;
import dev.ninc.compiler.plan.Plan;
import dev.ninc.compiler.plan.Step;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceKind;
import dev.ninc.runtime.opencl.Devices;
import dev.ninc.runtime.opencl.GeneratedDeviceModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured of a network on an OpenCL device, one thing in a process: {@code
 * samples/benchmarks/gpu/measure} starts them. Figures are lines with tabs: part, network, engine,
 * batch, what, the median, the least, multiply-accumulates of an image, and a note.
 */
public final class DeviceBenchmark {

  private static final String USAGE =
      """
      Usage: DeviceBenchmark device
             DeviceBenchmark peak
             DeviceBenchmark export NETWORK FOLDER
             DeviceBenchmark outputs NETWORK FILE [TUNING]
             DeviceBenchmark speed NETWORK BATCH,... [TUNING]
             DeviceBenchmark layers NETWORK BATCH [TUNING]
             DeviceBenchmark log NETWORK FILE [TUNING]
      """;

  /** Images whose outputs are compared. */
  private static final int COMPARED = 4;

  private final Device device;
  private final String network;
  private final String engine;
  private final Subject subject;

  private DeviceBenchmark(Device device, String network, List<String> tuning) throws IOException {
    this.device = device;
    this.network = network;
    this.engine = tuning.isEmpty() ? "ninc" : "ninc, tuned";
    Subject plain = Subject.sample(network);
    this.subject = tuning.isEmpty() ? plain : plain.tuned(Path.of(tuning.get(0)));
  }

  /** Ends with 2 for wrong usage. */
  public static void main(String[] args) throws IOException {
    if (args.length == 1 && args[0].equals("device")) {
      Device device = Devices.choose();
      row("device", "", "", 0, device.toString(), 0, 0, 0, device.description().platform());
    } else if (args.length == 1 && args[0].equals("peak")) {
      double peak = BareDevice.of(Devices.choose()).peak(resource("peak.cl"));
      row("peak", "", "", 0, "flops", peak, peak, 0, "multiply-adds in registers");
    } else if (args.length == 3 && args[0].equals("export")) {
      export(Subject.sample(args[1]), args[1], Path.of(args[2]));
    } else if (args.length == 3 || args.length == 4) {
      List<String> tuning = List.of(args).subList(3, args.length);
      new DeviceBenchmark(Devices.choose(), args[1], tuning).run(args[0], args[2]);
    } else {
      usage();
    }
  }

  private static void usage() {
    System.err.print(USAGE);
    System.exit(2);
  }

  private void run(String command, String argument) throws IOException {
    switch (command) {
      case "outputs" -> outputs(Path.of(argument));
      case "speed" -> speed(Arrays.stream(argument.split(",")).map(Integer::valueOf).toList());
      case "layers" -> layers(Integer.parseInt(argument));
      case "log" -> Files.writeString(Path.of(argument), BareDevice.of(device).log(program()));
      default -> usage();
    }
  }

  /** The network for other programs: its layers, weights, text, and some images. */
  private static void export(Subject plain, String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    Subject subject = plain.withLogits();
    Files.writeString(folder.resolve("layers.json"), layers(subject));
    SafetensorsWriter.write(folder.resolve("weights.safetensors"), subject.tensors());
    Files.write(folder.resolve("images.f32le"), bytes(subject.images(COMPARED, 1)));
    String text = Subject.models(name + ".nin").orElseThrow();
    Files.writeString(folder.resolve(name + ".nin"), text);
  }

  private static String layers(Subject subject) throws IOException {
    return new LayerList(subject.network().graph()).json();
  }

  private static byte[] bytes(float[] floats) {
    ByteBuffer bytes =
        ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    return bytes.array();
  }

  /**
   * All outputs of some images, and what goes into the softmax: for the peer to compare; and how
   * far they are from what the Java class gives.
   */
  private void outputs(Path file) throws IOException {
    Subject all = subject.withLogits();
    Load load = new Load(COMPARED, 1);
    float[] images = all.images(COMPARED, 1);
    float[][] found;
    try (Engine engine = new OpenClEngine(all.deviceModel(device), load)) {
      found = outputs(engine, images);
    }
    float[][] expected;
    try (Engine engine = new GeneratedEngine(all.model("scalar"), load)) {
      expected = outputs(engine, images);
    }
    double worst = 0;
    int size = 0;
    for (int i = 0; i < found.length; i++) {
      worst = Math.max(worst, Agreement.difference(expected[i], found[i]));
      size += found[i].length;
    }
    row("agreement", network, engine, COMPARED, "Java", worst, worst, 0, "");
    float[] together = new float[size];
    int at = 0;
    for (float[] output : found) {
      System.arraycopy(output, 0, together, at, output.length);
      at += output.length;
    }
    Files.write(file, bytes(together));
  }

  private static float[][] outputs(Engine engine, float[] images) {
    engine.images(images);
    engine.run();
    return engine.outputs();
  }

  /** Few different ones, over and over. */
  private float[] images(int batch) {
    float[] different = subject.images(Math.min(batch, COMPARED), 1);
    float[] images =
        new float[Math.multiplyExact(batch, different.length / Math.min(batch, COMPARED))];
    for (int at = 0; at < images.length; at += different.length) {
      System.arraycopy(different, 0, images, at, Math.min(different.length, images.length - at));
    }
    return images;
  }

  private void speed(List<Integer> batches) throws IOException {
    try (GeneratedDeviceModel model = subject.deviceModel(device)) {
      for (int batch : batches) {
        DeviceTimes times = new DeviceTimes(model, images(batch), batch);
        figure("speed", batch, "on the device", times.onDevice(), 0, "");
        figure("speed", batch, "with copies", times.withCopies(), 0, "");
        times.close();
      }
    }
  }

  private void layers(int batch) throws IOException {
    try (GeneratedDeviceModel model = subject.deviceModel(device)) {
      Plan plan = subject.plan(model.kind());
      Map<Step, StepCosts.Cost> costs = StepCosts.of(plan, subject.network().graph());
      DeviceTimes times = new DeviceTimes(model, images(batch), batch);
      for (int i = 0; i < plan.run().size(); i++) {
        Step step = plan.run().get(i);
        long macs = costs.containsKey(step) ? costs.get(step).macs() : 0;
        figure("layer", batch, step.id(), times.step(i), macs, step.kernel().summary());
      }
      times.close();
    }
  }

  /** The text that the device compiles. */
  private String program() {
    String kind = BareDevice.kind(device) == DeviceKind.GPU ? "Gpu.cl" : "Cpu.cl";
    return subject.deviceSources().stream()
        .filter(f -> f.path().endsWith(kind))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private void figure(
      String part, int batch, String what, DeviceTimes.Times times, long macs, String note) {
    row(part, network, engine, batch, what, times.median(), times.least(), macs, note);
  }

  private static void row(
      String part,
      String network,
      String engine,
      int batch,
      String what,
      double median,
      double least,
      long macs,
      String note) {
    System.out.printf(
        Locale.ROOT,
        "%s\t%s\t%s\t%d\t%s\t%.6e\t%.6e\t%d\t%s%n",
        part,
        network,
        engine,
        batch,
        what,
        median,
        least,
        macs,
        note);
    System.out.flush();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DeviceBenchmark.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}

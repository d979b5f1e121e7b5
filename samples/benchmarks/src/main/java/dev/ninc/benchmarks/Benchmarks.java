package dev.ninc.benchmarks;

import dev.ninc.runtime.opencl.Device;
import dev.ninc.runtime.opencl.DeviceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the outputs of all engines, then measures everything, and writes each figure down as
 * soon as it is there.
 */
public final class Benchmarks {

  private final Request request;
  private Results results;
  private final Optional<Device> device;
  private boolean failed;

  private Benchmarks(Request request, Results results) {
    this.request = request;
    this.results = results;
    this.device = request.parts().contains(Part.OPENCL) ? device() : Optional.empty();
  }

  private static Optional<Device> device() {
    try {
      Device device = OpenClEngine.device();
      System.out.println("OpenCL: " + device + ", " + device.description().platform() + ".");
      return Optional.of(device);
    } catch (DeviceException e) {
      System.out.println("Part opencl is skipped: " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  /** Ends with 1 where outputs differ or something can't be measured, with 2 for wrong usage. */
  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    if (args.contains("--help")) {
      System.out.print(Request.USAGE);
      return 0;
    }
    if (args.size() == 2 && args.get(0).equals("--render")) {
      return render(Path.of(args.get(1)));
    }
    if (!Machine.hasVectors()) {
      System.err.println("Start Java with --add-modules jdk.incubator.vector.");
      return 2;
    }
    try {
      Request request = Request.parse(args);
      Results earlier = Results.none();
      if (request.folder().isPresent()) {
        Report report = new Report(request.folder().get());
        report.check(request.parts(), Machine.java());
        earlier = report.results();
      }
      return new Benchmarks(request, earlier).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Request.USAGE);
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static int render(Path folder) {
    try {
      new Report(folder).render();
      return 0;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /** Whether all was measured. */
  private boolean run() throws IOException {
    if (!Agreement.check(compared(), this::engines, System.out)) {
      return false;
    }
    Path folder = Jars.of(Benchmarks.class).resolveSibling("benchmarks");
    Bundles bundles = new Bundles(folder);
    Path natives = PeerNatives.unpack(folder.resolve("natives"));
    List<Task> tasks = tasks(bundles, natives);
    Progress progress = new Progress(System.out, tasks);
    for (Task task : tasks) {
      progress.begin(task);
      progress.end(task, measure(task));
    }
    for (Part part : request.parts()) {
      System.out.println("\n" + part + "\n\n" + Report.text(results, part, Machine.java()));
    }
    return !failed;
  }

  /** What engines are compared on: the networks of the parts that measure both sides. */
  private List<String> compared() {
    boolean all = request.parts().contains(Part.SPEED);
    boolean nins = request.parts().stream().anyMatch(p -> p != Part.SIZE && p != Part.COMPILE);
    Stream<String> samples =
        Samples.all().stream()
            .filter(request::wants)
            .filter(n -> all || nins && Samples.NINS.contains(n));
    boolean grows = request.parts().contains(Part.GROWTH) && request.wants(Samples.CIFAR10);
    Stream<String> sizes = SpeedTasks.SIZES.stream().filter(s -> grows).map(SpeedTasks::sized);
    return Stream.concat(samples, sizes).distinct().toList();
  }

  /** What is measured on a network, and so compared. */
  private Set<EngineKind> engines(String network) {
    Set<EngineKind> engines = EnumSet.noneOf(EngineKind.class);
    if (!request.parts().equals(List.of(Part.OPENCL))) {
      engines.addAll(Samples.engines(network));
    }
    if (device.isPresent() && Samples.NINS.contains(network)) {
      engines.addAll(Samples.WITH_DEVICE);
    }
    return engines;
  }

  private List<Task> tasks(Bundles bundles, Path natives) throws IOException {
    Effort effort = request.effort();
    SpeedTasks speed = new SpeedTasks(bundles, effort);
    ProcessTasks processes = new ProcessTasks(bundles, effort, natives);
    List<Task> tasks = new ArrayList<>();
    for (Part part : request.parts()) {
      tasks.addAll(
          switch (part) {
            case SIZE -> SizeTasks.of(bundles, effort, request::wants);
            case FIRST_RESULT -> processes.firstResult(request::wants);
            case MEMORY -> processes.memory(request::wants);
            case COMPILE -> new CompileTasks(bundles, effort).tasks(request::wants);
            case SPEED -> speed.speed(request::wants);
            case GROWTH -> request.wants(Samples.CIFAR10) ? speed.growth() : List.of();
            case OPENCL -> openCl(speed, bundles);
          });
    }
    return tasks;
  }

  private List<Task> openCl(SpeedTasks speed, Bundles bundles) throws IOException {
    List<Task> tasks = new ArrayList<>();
    if (device.isPresent()) {
      tasks.addAll(speed.openCl(request::wants));
      tasks.addAll(new FirstDeviceTasks(bundles, request.effort()).tasks(request::wants));
    }
    return tasks;
  }

  /** One setting that can't be measured does not end the others. */
  private String measure(Task task) throws IOException {
    long start = System.nanoTime();
    List<Figure> figures;
    try {
      figures = task.figures();
    } catch (IOException e) {
      failed = true;
      return "failed: " + e.getMessage();
    }
    results = results.with(figures);
    if (request.folder().isPresent()) {
      new Report(request.folder().get()).write(results, task.setting().part(), Machine.java());
    }
    return Progress.duration((System.nanoTime() - start) / 1e9);
  }
}

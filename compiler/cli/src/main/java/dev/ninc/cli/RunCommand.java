package dev.ninc.cli;

import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Output;
import dev.ninc.runtime.Parallelism;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc run}. */
@Command(
    name = "run",
    description = {
      "Run a network on images.",
      "Its class is generated, compiled and loaded in memory.",
      "An image is a PNG, JPEG, BMP or GIF picture, which becomes the input as the network's"
          + " `preprocess` says (where it has none, the picture must be as large as the input, and"
          + " its levels become 0 for black to 1 for white), or numbers as they are: .npy (float32"
          + " or float64, NCHW or CHW) or raw .f32le (float32, little endian, NCHW), for one image"
          + " or many.",
      "A `preprocess` begins with levels of 0 to 255, a network without one with 0 to 1:"
          + " `scale 1/255` in it makes them the same."
    },
    footer = {
      "",
      "Examples:",
      "  ninc run samples/models/nin-cifar10-caffe.nin samples/images/boat.png",
      "  ninc run samples/models/nin-cifar10-caffe.nin samples/images/boat.png \\",
      "      --weights trained.safetensors --top 3 --json"
    })
final class RunCommand extends Subcommand {

  @Mixin private NetworkArguments arguments;
  @Mixin private WeightsArguments weightsArguments;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Pictures, .npy or .f32le files.")
  private List<Path> files;

  @Option(
      names = {"-b", "--backend"},
      defaultValue = "auto",
      paramLabel = "KIND",
      description =
          "What runs it: auto (default: scalar first, then vector), vector, scalar, or"
              + " interp, the oracle.")
  private Runner.Kind backend;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "How many threads share the work of an image (default: ${DEFAULT-VALUE}). The answer is"
              + " the same to the bit.")
  private int threads;

  @Option(
      names = {"-n", "--top"},
      defaultValue = "5",
      paramLabel = "N",
      description = "How many classes to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "NAME",
      description = "The output to look at: one that the network names. By default the last layer.")
  private String outputName;

  @Option(
      names = "--save",
      paramLabel = "OUT.f32le",
      description = "Also write the output's numbers: float32, little endian, NCHW.")
  private Path save;

  @Override
  public Integer call() throws Exception {
    if (top < 1) {
      throw usage("--top must be at least 1, not " + top);
    }
    within("--threads", threads, Parallelism.MOST_THREADS);
    if (threads > 1 && backend == Runner.Kind.INTERP) {
      throw usage("--threads is for generated classes: the interpreter has one");
    }
    if (save != null) {
      List<Path> inputs = new ArrayList<>(files);
      inputs.addAll(arguments.files());
      inputs.addAll(weightsArguments.files());
      UserFiles.output(save, inputs, ".f32le");
    }
    Network network = arguments.check(this);
    Graph graph = network.graph();
    int output = output(graph);
    Ranking ranking = Ranking.of(network, output, save != null);
    List<InputImage> images = new ArrayList<>();
    for (Path file : files) {
      images.addAll(ImageFiles.read(file, network));
    }
    Weights weights = weightsArguments.load(graph, this);
    Runner runner;
    List<float[]> answers = new ArrayList<>();
    try (Progress progress = progress()) {
      progress.at("generating and compiling the classes");
      runner = Runner.of(backend, network, arguments.options(), weights, threads);
      for (int i = 0; i < images.size(); i++) {
        progress.at("running the network", "image", i + 1, images.size());
        answers.add(runner.answer().to(images.get(i).values(), output));
      }
    }
    if (save != null) {
      FloatFile.write(save, answers);
    }
    print(new Answers(images, answers, ranking, top), runner);
    return ExitCode.OK;
  }

  private int output(Graph graph) throws Mistake {
    List<String> names = graph.outputs().stream().map(Output::name).toList();
    int output = outputName == null ? 0 : names.indexOf(outputName);
    if (output < 0) {
      throw new Mistake(
          "`%s` has no output `%s`; it has `%s`."
              .formatted(graph.name(), outputName, String.join("`, `", names)),
          "add `output " + outputName + "` to the network, if a layer is called so.");
    }
    return output;
  }

  private void print(Answers answers, Runner runner) throws IOException {
    if (json) {
      Json.print(out(), answers::write);
    } else {
      answers.print(out());
      out().println("backend: " + runner.backend());
    }
  }
}

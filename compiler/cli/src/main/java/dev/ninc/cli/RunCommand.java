package dev.ninc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.runtime.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ninc run}. */
@Command(
    name = "run",
    description = {
      "Generate a network's class, compile and load it in memory, and run it on images.",
      "An image is a PNG, JPEG, BMP or GIF picture of the input's height and width (its samples"
          + " become 0 for black to 1 for white, in planes of red, green and blue, and nothing"
          + " else is done to them), or numbers as they are: .npy (float32 or float64, NCHW or CHW)"
          + " or raw .f32le (float32, little endian, NCHW), for one image or many."
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
      description = "What runs it: auto (default), vector, scalar, or interp, the oracle.")
  private Runner.Kind backend;

  @Option(
      names = {"-n", "--top"},
      defaultValue = "5",
      paramLabel = "N",
      description = "How many classes to show (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Write JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--save",
      paramLabel = "OUT.f32le",
      description = "Also write all that the network answers: float32, little endian, NCHW.")
  private Path save;

  @Override
  public Integer call() throws Exception {
    if (top < 1) {
      throw usage("--top must be at least 1, not " + top);
    }
    Network network = arguments.check(this);
    Ranking ranking = Ranking.of(network.graph(), network.labels());
    List<InputImage> images = new ArrayList<>();
    for (Path file : files) {
      images.addAll(ImageFiles.read(file, (Maps) network.graph().input().type()));
    }
    Weights weights = weightsArguments.load(network.graph(), this);
    Runner runner = Runner.of(backend, network, arguments.options(), weights);
    List<float[]> answers = images.stream().map(i -> runner.answer().to(i.values())).toList();
    if (save != null) {
      FloatFile.write(save, answers);
    }
    if (json) {
      Json.print(out(), generator -> write(generator, images, answers, ranking));
    } else {
      print(images, answers, ranking, runner);
    }
    return ExitCode.OK;
  }

  private void print(
      List<InputImage> images, List<float[]> answers, Ranking ranking, Runner runner) {
    for (int i = 0; i < images.size(); i++) {
      InputImage image = images.get(i);
      out()
          .println(
              image.file() + (image.index() > 0 || many(images, i) ? " #" + image.index() : ""));
      TextTable table = new TextTable(TextTable.Align.RIGHT, TextTable.Align.LEFT);
      for (Ranking.Guess guess : ranking.top(answers.get(i), top)) {
        table.row(String.format(Locale.ROOT, "%.2f %%", 100 * guess.probability()), guess.label());
      }
      table.lines().forEach(line -> out().println("  " + line));
    }
    out().println("backend: " + runner.backend());
  }

  /** Whether the image comes from a file of several. */
  private static boolean many(List<InputImage> images, int i) {
    return i + 1 < images.size() && images.get(i + 1).index() > 0;
  }

  private void write(
      JsonGenerator generator, List<InputImage> images, List<float[]> answers, Ranking ranking)
      throws IOException {
    generator.writeStartArray();
    for (int i = 0; i < images.size(); i++) {
      generator.writeStartObject();
      generator.writeStringField("input", images.get(i).file());
      generator.writeNumberField("image", images.get(i).index());
      generator.writeArrayFieldStart("top");
      for (Ranking.Guess guess : ranking.top(answers.get(i), top)) {
        write(generator, guess, ranking.scores());
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  private static void write(JsonGenerator generator, Ranking.Guess guess, boolean scores)
      throws IOException {
    generator.writeStartObject();
    generator.writeNumberField("index", guess.index());
    generator.writeStringField("label", guess.label());
    Json.number(generator, "probability", (float) guess.probability());
    if (scores) {
      Json.number(generator, "score", guess.score());
    }
    generator.writeEndObject();
  }
}

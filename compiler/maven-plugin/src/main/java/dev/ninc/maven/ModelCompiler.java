package dev.ninc.maven;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.Result;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.diag.Renderer;
import dev.ninc.compiler.diag.Severity;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.plan.Accuracy;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** Makes the files of one network, in memory. Mistakes become messages, as many as there are. */
final class ModelCompiler {

  private static final String TUNING = ".tuning";

  private final Request request;
  private final ModelFile model;
  private final Inputs inputs;
  private final List<Message> messages = new ArrayList<>();

  private ModelCompiler(Request request, ModelFile model) {
    this.request = request;
    this.model = model;
    this.inputs = new Inputs(model.file().getParent());
  }

  static Model make(Request request, ModelFile model) {
    ModelCompiler compiler = new ModelCompiler(request, model);
    List<Output> outputs = compiler.outputs();
    return new Model(model, compiler.inputs.hashes(), outputs, compiler.messages);
  }

  private List<Output> outputs() {
    try {
      if (Ninc.isBlocksAlone(inputs, Inputs.name(model.file()))) {
        messages.add(Message.debug(model.path() + " holds blocks for others to import."));
        return List.of();
      }
      checkPackage();
      Optional<Network> network = network(options());
      Optional<Options> tuned = network.flatMap(this::tuned);
      Optional<Path> file = weightsFile();
      Optional<Output.Content> weights = Optional.empty();
      if (network.isPresent() && file.isPresent()) {
        weights = content(file.get(), network.get());
      }
      return messages.stream().anyMatch(m -> m.level() == Message.Level.ERROR)
          ? List.of()
          : files(network.orElseThrow(), tuned.orElseThrow(), file, weights);
    } catch (IOException e) {
      messages.add(Message.error(text(e)));
      return List.of();
    }
  }

  /** What can't be read; the system's own exceptions often say no more than the file's name. */
  private static String text(IOException e) {
    return e instanceof FileSystemException system
        ? "`" + system.getFile() + "` can't be read: " + e.getClass().getSimpleName() + "."
        : e.getMessage();
  }

  private String packageName() {
    return model.packageName(request.choices().packageName());
  }

  private void checkPackage() {
    if (!SourceVersion.isName(packageName(), SourceVersion.RELEASE_17)) {
      messages.add(
          Message.error(
              "`"
                  + model.path()
                  + "` would be in the package `"
                  + packageName()
                  + "`, which is no name for one in Java: rename its folder, or choose another"
                  + " <packageName>."));
    }
  }

  private Options options() {
    Options options =
        Options.DEFAULT
            .packageName(packageName())
            .targets(request.choices().targets())
            .parameters(Keys.parameters(request.choices().parameters(), model));
    return options.policy(options.policy().accuracy(request.choices().accuracy()));
  }

  private Optional<Network> network(Options options) throws IOException {
    Result<Network> result = Ninc.check(inputs, Inputs.name(model.file()), options);
    report(result.diagnostics());
    return result.value();
  }

  private void report(Diagnostics diagnostics) {
    Renderer renderer = new Renderer(false);
    for (Diagnostic diagnostic : diagnostics.list()) {
      String text = renderer.render(diagnostic).stripTrailing();
      boolean error = diagnostic.severity() == Severity.ERROR;
      messages.add(error ? Message.error(text) : Message.warning(text));
    }
    if (diagnostics.omitted() > 0) {
      messages.add(Message.info("and " + diagnostics.omitted() + " more, not shown."));
    }
  }

  /** The options with the algorithms of the tuning files, where there are any. */
  private Optional<Options> tuned(Network network) {
    Optional<Options> tuned = Optional.of(options());
    try {
      for (Path file : tunings()) {
        if (request.choices().accuracy() == Accuracy.STRICT) {
          messages.add(
              Message.error(
                  "Strict accuracy leaves no choice of algorithms, and `" + file + "` makes one."));
          return Optional.empty();
        }
        SourceFile text = new SourceFile(Inputs.name(file), inputs.text(file));
        Result<Options> result = Ninc.tuned(text, network, tuned.orElseGet(this::options));
        report(result.diagnostics());
        tuned = result.value();
      }
      return tuned;
    } catch (IOException e) {
      messages.add(Message.error(text(e)));
      return Optional.empty();
    }
  }

  /** The tuning files: those that were chosen, and those beside the network. */
  private List<Path> tunings() throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> words = new ArrayList<>(List.of(""));
    Keys.TARGETS.forEach(target -> words.add("." + target));
    for (String word : words) {
      Path chosen = request.choices().tunings().get(model.key() + word);
      Path beside = model.beside(word + TUNING);
      inputs.add(chosen == null ? beside : chosen);
      if (chosen != null) {
        files.add(chosen);
      } else if (isAsked(word) && Files.isRegularFile(beside)) {
        files.add(beside);
      }
    }
    return files;
  }

  /** Whether something is made that the tuning file of this name may be for. */
  private boolean isAsked(String word) {
    return word.isEmpty()
        || Keys.TARGETS.stream()
            .filter(target -> word.equals("." + target))
            .anyMatch(target -> request.choices().targets().contains(target.language()));
  }

  /** The file with the weights: the one that was chosen, or one beside the network. */
  private Optional<Path> weightsFile() throws IOException {
    Path chosen = request.choices().weights().get(model.key());
    if (chosen != null) {
      inputs.add(chosen);
      return Optional.of(chosen);
    }
    List<Path> beside = new ArrayList<>();
    for (String ending : WeightsFile.ENDINGS) {
      Path file = model.beside(ending);
      inputs.add(file);
      if (Files.isRegularFile(file)) {
        beside.add(file);
      }
    }
    if (beside.size() > 1) {
      messages.add(
          Message.error(
              "`%s` and `%s` are both weights of `%s`: remove one, or name one in <weights>."
                  .formatted(
                      beside.get(0).getFileName(), beside.get(1).getFileName(), model.path())));
    }
    return beside.stream().findFirst();
  }

  /** What to pack of a file of weights; empty where it does not suit the network. */
  private Optional<Output.Content> content(Path file, Network network) throws IOException {
    if (!Files.isRegularFile(file)) {
      messages.add(
          Message.error(
              "There is no file `" + file + "` for the weights of `" + model.path() + "`."));
      return Optional.empty();
    }
    try {
      WeightsFile.Checked checked = WeightsFile.checked(file, Ninc.tensors(network));
      checked.notes().forEach(note -> messages.add(Message.info(note)));
      return Optional.of(checked.content());
    } catch (WeightsException e) {
      messages.add(Message.error(e.getMessage()));
      return Optional.empty();
    }
  }

  private List<Output> files(
      Network network, Options options, Optional<Path> file, Optional<Output.Content> weights) {
    String packed = model.base() + WeightsFile.ENDING;
    List<Output> files = NetworkFiles.of(network, options, weights, packed);
    String source = files.get(0).path();
    String name = source.substring(0, source.lastIndexOf('.')).replace('/', '.');
    String with =
        file.map(f -> ", with " + f.getFileName() + " for load().")
            .orElse(
                ", without weights and load(): there is no "
                    + packed
                    + " beside it. `ninc weights --for "
                    + model.file().getFileName()
                    + " -o "
                    + packed
                    + "` makes some up.");
    messages.add(Message.info(model.path() + " → " + name + with));
    return files;
  }
}

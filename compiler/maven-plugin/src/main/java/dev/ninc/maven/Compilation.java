package dev.ninc.maven;

import dev.ninc.compiler.javac.JavaSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compiles the networks of a folder. What nothing has changed of is left as it is; if there is a
 * mistake in one network, nothing is written at all.
 */
final class Compilation {

  private static final String FLAG =
      "Start Java with --add-modules jdk.incubator.vector: vector kernels are several times as fast.";

  private static final String NO_JDK =
      "The Java that runs Maven has no compiler: it is no JDK. Let JAVA_HOME name one.";

  private final Request request;
  private final Outputs outputs;
  private final List<ModelFile> files;
  private final State before;
  private final Others others;
  private final String options;
  private final Set<Message> messages = new LinkedHashSet<>(); // networks may share a mistake

  private Compilation(Request request) throws IOException {
    this.request = request;
    this.outputs = new Outputs(request.folders());
    this.files = ModelFile.find(request.sources());
    this.before = State.read(request.folders().state());
    this.others = Others.read(request.folders().others());
    this.options = Hash.of(Tool.hash() + request.sources() + request.choices());
  }

  /**
   * Does what is asked for.
   *
   * @throws IOException where results can't be written
   */
  static Result run(Request request) throws IOException {
    return new Compilation(request).run();
  }

  private Result run() throws IOException {
    List<Message> mistakes = Keys.check(request.choices(), files);
    if (!files.isEmpty() && !JavaSources.available()) {
      mistakes.add(Message.error(NO_JDK));
    }
    if (!mistakes.isEmpty()) {
      return new Result(mistakes, Optional.of(count(mistakes.size()) + " in the configuration"));
    }
    List<ModelFile> current = new ArrayList<>();
    List<Model> made = new ArrayList<>();
    for (ModelFile file : files) {
      if (isCurrent(file)) {
        current.add(file);
      } else {
        made.add(ModelCompiler.make(request, file));
      }
    }
    made.forEach(m -> messages.addAll(m.messages()));
    Optional<String> failure = failure(made).or(() -> collision(current, made));
    if (failure.isEmpty()) {
      write(current, made);
    }
    return new Result(List.copyOf(messages), failure);
  }

  private boolean isCurrent(ModelFile file) throws IOException {
    State.Made made = before.models().get(file.path());
    return made != null
        && made.options().equals(options)
        && Inputs.areUnchanged(made.inputs())
        && outputs.areThere(made.outputs());
  }

  /** One line that counts the mistakes, where there are any. */
  private Optional<String> failure(List<Model> made) {
    List<String> wrong =
        made.stream().filter(m -> m.errors() > 0).map(m -> m.file().path()).toList();
    long errors = messages.stream().filter(m -> m.level() == Message.Level.ERROR).count();
    return switch (wrong.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(count(errors) + " in " + wrong.get(0));
      default ->
          Optional.of(
              count(errors) + " in " + wrong.size() + " files: " + String.join(", ", wrong));
    };
  }

  private static String count(long errors) {
    return errors + (errors == 1 ? " error" : " errors");
  }

  /** Two networks may want to be one class. */
  private Optional<String> collision(List<ModelFile> current, List<Model> made) {
    Map<State.Place, String> owners = new HashMap<>();
    for (ModelFile file : current) {
      before.models().get(file.path()).outputs().keySet().forEach(o -> owners.put(o, file.path()));
    }
    for (Model model : made) {
      for (State.Place place : places(model)) {
        String other = owners.put(place, model.file().path());
        if (other != null && !other.equals(model.file().path())) {
          String text =
              "`%s` and `%s` would both be `%s`: rename one of the networks, or move it to another folder.";
          messages.add(Message.error(text.formatted(other, model.file().path(), place.path())));
          return Optional.of("1 error in " + other + " and " + model.file().path());
        }
      }
    }
    return made.stream().flatMap(m -> collision(m).stream()).findFirst();
  }

  /** Two executions may write to one root: each would undo what the other has done. */
  private Optional<String> collision(Model model) {
    for (State.Place place : places(model)) {
      Optional<String> other = others.owner(place);
      if (other.isPresent()) {
        String text =
            "`%s` would be `%s`, and %s is: let them differ in their <packageName>, or remove one."
                + " (`mvn clean` forgets how executions were.)";
        messages.add(Message.error(text.formatted(model.file().path(), place.path(), other.get())));
        return Optional.of("1 error in " + model.file().path());
      }
    }
    return Optional.empty();
  }

  /**
   * Remembers new files that are about to be written, beside all that was: a build that is killed
   * meanwhile leaves nothing that the next one does not know of.
   *
   * @return what is remembered now
   */
  private State claim(List<Model> made) throws IOException {
    Set<State.Place> known = before.places();
    SortedMap<String, State.Made> models = new TreeMap<>(before.models());
    for (Model model : made) {
      Set<State.Place> places = new HashSet<>(places(model));
      if (!known.containsAll(places)) {
        Optional.ofNullable(before.models().get(model.file().path()))
            .ifPresent(old -> places.addAll(old.outputs().keySet()));
        models.put(model.file().path(), State.Made.claim(places));
      }
    }
    State claimed = new State(models);
    if (!claimed.equals(before)) {
      claimed.write(request.folders().state());
    }
    return claimed;
  }

  private static List<State.Place> places(Model model) {
    return model.outputs().stream().map(o -> new State.Place(o.kind(), o.path())).toList();
  }

  private void write(List<ModelFile> current, List<Model> made) throws IOException {
    State claimed = claim(made);
    SortedMap<String, State.Made> models = new TreeMap<>();
    current.forEach(f -> models.put(f.path(), before.models().get(f.path())));
    for (Model model : made) {
      SortedMap<State.Place, String> hashes = outputs.write(model.outputs());
      models.put(model.file().path(), new State.Made(options, model.inputs(), hashes));
    }
    State after = new State(models);
    remove(after);
    if (!after.equals(claimed)) {
      after.write(request.folders().state());
    }
    Set<State.Place> known = new HashSet<>(after.places());
    known.addAll(others.places());
    messages.addAll(Strays.find(request.folders(), known));
    if (made.stream().anyMatch(Compilation::hasVectorKernels)) {
      messages.add(Message.info(FLAG));
    }
    if (!current.isEmpty()) {
      String what = current.size() == 1 ? " file is" : " files are";
      messages.add(Message.info("Nothing to do: " + current.size() + what + " up to date."));
    }
    current.stream().filter(f -> isWithoutWeights(models.get(f.path()))).forEach(this::noLoad);
  }

  /** Said in each build: javac says no more than that there is no such method. */
  private void noLoad(ModelFile file) {
    String text = "%s is without weights: its class has no load().";
    messages.add(Message.info(text.formatted(file.path())));
  }

  private static boolean isWithoutWeights(State.Made made) {
    Set<State.Place> places = made.outputs().keySet();
    return !places.isEmpty()
        && places.stream().noneMatch(p -> p.path().endsWith(WeightsFile.ENDING));
  }

  private static boolean hasVectorKernels(Model model) {
    return model.outputs().stream().anyMatch(o -> o.kind() == Output.Kind.VECTOR_SOURCE);
  }

  /** Removes what networks left that are gone, or that give other files now. */
  private void remove(State after) throws IOException {
    Set<State.Place> wanted = after.places();
    for (Map.Entry<String, State.Made> old : before.models().entrySet()) {
      for (State.Place place : old.getValue().outputs().keySet()) {
        if (!wanted.contains(place) && others.owner(place).isEmpty()) {
          outputs.remove(place);
        }
      }
      if (!after.models().containsKey(old.getKey()) && !old.getValue().outputs().isEmpty()) {
        messages.add(Message.info(old.getKey() + " is gone: what was made of it is removed."));
      }
    }
  }
}

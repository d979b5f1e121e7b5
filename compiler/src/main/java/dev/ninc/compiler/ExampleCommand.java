package dev.ninc.compiler;

import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.caffe.CaffeImport;
import dev.ninc.compiler.interchange.onnx.ExternalData;
import dev.ninc.compiler.interchange.onnx.OnnxImport;
import dev.ninc.compiler.ir.Maps;
import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import dev.ninc.compiler.weights.NameList;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.WeightTensor;
import dev.ninc.runtime.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The commands of the examples. They are parsed here too, in the few forms that the examples have,
 * so that an explanation needs no command line; a test runs them on the real one.
 */
sealed interface ExampleCommand {

  /** What comes of it, on files by name. */
  Diagnostics run(Map<String, byte[]> files);

  static ExampleCommand parse(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    if (line.startsWith("ninc check ")) {
      return Check.parse(words.subList(2, words.size()).iterator());
    }
    if (line.startsWith("ninc import caffe ")) {
      return Import.parse(words.subList(3, words.size()).iterator());
    }
    if (line.startsWith("ninc weights ")) {
      return Names.parse(words.subList(2, words.size()));
    }
    if (line.startsWith("ninc import onnx ")) {
      Import options = Import.parse(words.subList(4, words.size()).iterator());
      return new ImportOnnx(words.get(3), options);
    }
    throw new CompilerBug("no command of an example: " + line);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** {@code ninc check FILE.nin -P NAME=VALUE --tuning FILE}. */
  record Check(String entry, Map<String, String> parameters, Optional<String> tuning)
      implements ExampleCommand {

    static Check parse(Iterator<String> words) {
      String entry = words.next();
      Map<String, String> parameters = new TreeMap<>();
      Optional<String> tuning = Optional.empty();
      while (words.hasNext()) {
        String option = words.next();
        if (option.equals("--tuning")) {
          tuning = Optional.of(words.next());
        } else if (option.equals("-P")) {
          String[] parameter = words.next().split("=", 2);
          parameters.put(parameter[0], parameter[1]);
        } else {
          throw new CompilerBug("an example's `ninc check` takes -P and --tuning alone");
        }
      }
      return new Check(entry, parameters, tuning);
    }

    @Override
    public Diagnostics run(Map<String, byte[]> files) {
      Sources sources = path -> Optional.ofNullable(files.get(path)).map(ExampleCommand::text);
      Options options = Options.DEFAULT.parameters(parameters);
      try {
        Result<Network> network = Ninc.check(sources, entry, options);
        return tuning.isEmpty() || network.value().isEmpty()
            ? network.diagnostics()
            : Ninc.tuned(
                    new SourceFile(tuning.get(), text(files.get(tuning.get()))),
                    network.value().get(),
                    options)
                .diagnostics();
      } catch (IOException e) {
        throw new CompilerBug("files in memory can't be read", e);
      }
    }
  }

  /** {@code ninc import caffe}, each option with a value. */
  record Import(Map<String, String> options) implements ExampleCommand {

    static Import parse(Iterator<String> words) {
      Map<String, String> options = new TreeMap<>();
      while (words.hasNext()) {
        options.put(words.next(), words.next());
      }
      return new Import(options);
    }

    @Override
    public Diagnostics run(Map<String, byte[]> files) {
      Diagnostics found = new Diagnostics();
      String definition = options.get("--prototxt");
      String weights = options.get("--weights");
      CaffeImport.run(
          new SourceFile(definition, text(files.get(definition))),
          files.get(weights),
          new CaffeImport.Options(options.get("--name"), weights, input()),
          found);
      return found;
    }

    Optional<Maps> input() {
      return Optional.ofNullable(options.get("--input"))
          .map(shape -> Arrays.stream(shape.split("x")).map(Integer::valueOf).toList())
          .map(sizes -> new Maps(sizes.get(0), sizes.get(1), sizes.get(2)));
    }
  }

  /** {@code ninc weights FILE.safetensors --map-file NAMES}. */
  record Names(String weights, String list) implements ExampleCommand {

    static Names parse(List<String> words) {
      if (words.size() != 3 || !words.get(1).equals("--map-file")) {
        throw new CompilerBug("an example's `ninc weights` takes --map-file alone");
      }
      return new Names(words.get(0), words.get(2));
    }

    @Override
    public Diagnostics run(Map<String, byte[]> files) {
      Diagnostics found = new Diagnostics();
      try {
        List<String> tensors =
            Safetensors.read(files.get(weights), weights).tensors().stream()
                .map(WeightTensor::name)
                .toList();
        NameList.read(new SourceFile(list, text(files.get(list))), tensors, found);
      } catch (WeightsException e) {
        throw new CompilerBug("the weights of an example can't be read", e);
      }
      return found;
    }
  }

  /** {@code ninc import onnx FILE}, each option with a value. */
  record ImportOnnx(String model, Import options) implements ExampleCommand {

    @Override
    public Diagnostics run(Map<String, byte[]> files) {
      Diagnostics found = new Diagnostics();
      String name = options.options().get("--name");
      OnnxImport.Options asked = new OnnxImport.Options(name, model, options.input());
      OnnxImport.run(files.get(model), ExternalData.NONE, asked, found);
      return found;
    }
  }
}

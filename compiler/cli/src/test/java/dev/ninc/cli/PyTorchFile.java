package dev.ninc.cli;

import dev.ninc.compiler.Ninc;
import dev.ninc.compiler.Options;
import dev.ninc.compiler.interp.SeededWeights;
import dev.ninc.compiler.ir.Graph;
import dev.ninc.compiler.ir.Op;
import dev.ninc.compiler.testing.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What PyTorch would have saved for the sample {@code from-pytorch}, with made-up numbers. */
final class PyTorchFile {

  static final Path NETWORK = Cli.repository("samples/models/nin-cifar10-bn.nin");
  static final Path NAMES = Cli.repository("samples/from-pytorch/names.txt");
  static final long SEED = 5;

  private PyTorchFile() {}

  /** Writes a {@code state_dict}: a batch norm has a counter too, a whole number. */
  static Path write(Path file) throws IOException {
    Map<String, Op.Param> params =
        graph().params().stream().collect(Collectors.toMap(Op.Param::name, Function.identity()));
    NpzFile npz = new NpzFile();
    names()
        .forEach(
            (old, name) -> {
              Op.Param param = params.get(name);
              npz.floats(old, tuple(param.type().dims()), SeededWeights.of(param, SEED));
              if (old.endsWith(".running_var")) {
                String counter = old.replace("running_var", "num_batches_tracked");
                npz.array(counter, "<i8", "()", new byte[8]);
              }
            });
    return Files.write(file, npz.bytes());
  }

  static Graph graph() throws IOException {
    String text = Files.readString(NETWORK);
    return Ninc.check(p -> Optional.of(text), "n.nin", Options.DEFAULT).orThrow().graph();
  }

  /** The list of names, read without the compiler. */
  private static Map<String, String> names() throws IOException {
    Map<String, String> names = new HashMap<>();
    for (String line : Files.readAllLines(NAMES)) {
      String[] words = line.split("#")[0].strip().split(" +");
      if (words.length == 2) {
        names.put(words[0], words[1]);
      }
    }
    return names;
  }

  /** {@code (3,)}, {@code (3, 4)}. */
  private static String tuple(List<Integer> dims) {
    return dims.stream().map(d -> d + ",").collect(Collectors.joining(" ", "(", ")"));
  }
}

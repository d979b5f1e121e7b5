package dev.ninc.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import dev.ninc.runtime.Backend;
import dev.ninc.runtime.GeneratedModel;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which a process that answers requests is started, all without further flags. */
enum Start {
  SCALAR("ninc, scalar"),
  TIERED("ninc, its default"),
  VECTOR("ninc, vector from the first call on"),
  PEER("ONNX Runtime"),
  UNPACKED("ONNX Runtime, natives unpacked beforehand");

  /** Those whose memory is measured: of the rest, some takes as much. */
  static final List<Start> SERVERS = List.of(SCALAR, TIERED, PEER);

  private static final String NATIVES = "onnxruntime.native.path";

  private final String title;

  Start(String title) {
    this.title = title;
  }

  /** As the tables name it. */
  String title() {
    return title;
  }

  /**
   * The command.
   *
   * @param natives the folder of the unpacked native libraries
   * @param seconds for how long requests follow the first
   */
  List<String> command(Bundle bundle, Path natives, int seconds) {
    List<String> command = new ArrayList<>();
    command.add(Machine.executable());
    command.addAll(flags(natives));
    boolean peer = this == PEER || this == UNPACKED;
    command.add("-cp");
    command.add(
        peer
            ? path(Jars.of(Requests.class), Jars.of(OrtEnvironment.class))
            : path(bundle.jar(), Jars.of(GeneratedModel.class), Jars.of(Requests.class)));
    command.add(peer ? PeerProgram.class.getName() : "model.Program");
    command.add(bundle.folder().toString());
    command.add(Integer.toString(seconds));
    return command;
  }

  private List<String> flags(Path natives) {
    String vectors = "--add-modules=jdk.incubator.vector";
    return switch (this) {
      case SCALAR -> List.of("-D" + Backend.PROPERTY + "=scalar");
      case TIERED -> List.of(vectors);
      case VECTOR -> List.of(vectors, "-D" + Backend.PROPERTY + "=vector");
      case PEER -> Machine.nativeAccess();
      case UNPACKED -> {
        List<String> flags = new ArrayList<>(Machine.nativeAccess());
        flags.add("-D" + NATIVES + "=" + natives);
        yield flags;
      }
    };
  }

  private static String path(Path... jars) {
    return Arrays.stream(jars).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** As the table of figures names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

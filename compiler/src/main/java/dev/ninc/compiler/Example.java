package dev.ninc.compiler;

import dev.ninc.compiler.diag.Diagnostics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files and the command that is given them.
 *
 * @param files the file that the command is about first
 * @param command what a user would type: {@code ninc check …}, {@code ninc import caffe …}, {@code
 *     ninc import onnx …} or {@code ninc weights …}
 */
public record Example(List<ExampleFile> files, String command) {

  public Example {
    files = List.copyOf(files);
  }

  /** What ninc says to this command, by really doing it. */
  public Diagnostics run() {
    return ExampleCommand.parse(command).run(contents());
  }

  /** What all files really hold, by name. */
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.forEach(f -> contents.putAll(f.contents()));
    return contents;
  }
}

package dev.ninc.benchmarks;

import dev.ninc.compiler.emit.GeneratedFile;
import dev.ninc.compiler.javac.JavaSources;
import dev.ninc.runtime.GeneratedModel;
import dev.ninc.runtime.Safetensors;
import dev.ninc.runtime.SafetensorsWriter;
import dev.ninc.runtime.Weights;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network as it is shipped: a jar of the generated classes, one for OpenCL devices, the weights,
 * the peer's file, and an image. With them measured processes start at once.
 */
record Bundle(Path folder) {

  /** The generated classes and the program {@code model.Program}, which runs them. */
  static final String JAR = "model.jar";

  /** The generated class for OpenCL, and its programs. */
  static final String DEVICE_JAR = "device.jar";

  static final String WEIGHTS = "weights.safetensors";
  static final String ONNX = "model.onnx";
  static final String IMAGE = "image.f32le";

  /** Makes all of it. */
  static Bundle write(Subject subject, Path folder) throws IOException {
    Files.createDirectories(folder);
    Bundle bundle = new Bundle(folder);
    List<GeneratedFile> sources = new ArrayList<>(subject.sources());
    String program = Program.of(subject.network().graph().name());
    sources.add(new GeneratedFile("model/Program.java", program));
    String classPath = Jars.of(GeneratedModel.class) + File.pathSeparator + Jars.of(Requests.class);
    Jars.write(bundle.jar(), JavaSources.compile(sources, classPath));
    Jars.write(folder.resolve(DEVICE_JAR), DeviceClasses.of(subject.deviceSources()));
    SafetensorsWriter.write(folder.resolve(WEIGHTS), subject.tensors());
    Files.write(folder.resolve(ONNX), subject.onnx());
    float[] image = subject.image(1);
    ByteBuffer bytes =
        ByteBuffer.allocate(image.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(image);
    Files.write(folder.resolve(IMAGE), bytes.array());
    return bundle;
  }

  Path deviceJar() {
    return folder.resolve(DEVICE_JAR);
  }

  /** What a class loader for the class for OpenCL wants. */
  Map<String, byte[]> deviceClasses() throws IOException {
    return Jars.read(deviceJar());
  }

  Path jar() {
    return folder.resolve(JAR);
  }

  /** The class files, as a class loader for them wants them. */
  Map<String, byte[]> classes() throws IOException {
    return Jars.read(jar());
  }

  Weights weights() throws IOException {
    return Safetensors.read(folder.resolve(WEIGHTS));
  }

  byte[] onnx() throws IOException {
    return Files.readAllBytes(folder.resolve(ONNX));
  }
}

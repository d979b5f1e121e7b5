package dev.ninc.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Remembers why it could not be written: a {@code PrintWriter} says only that it could not. */
final class StandardOutput extends FilterOutputStream {

  private IOException failure;

  StandardOutput(OutputStream out) {
    super(out);
  }

  static StandardOutput ofThisProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Empty where all is well, or where the reader has enough, as in {@code ninc … | head}. */
  Optional<String> failure() {
    return Optional.ofNullable(failure).map(IOException::getMessage).filter(m -> !isClosedPipe(m));
  }

  private static boolean isClosedPipe(String message) {
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }
}

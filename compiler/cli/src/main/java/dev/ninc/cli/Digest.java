package dev.ninc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, in hexadecimal digits. */
final class Digest {

  private static final int CHUNK = 1 << 14;

  private Digest() {}

  /** Of a file's bytes: what {@code sha256sum} prints. */
  static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return hex(digest);
  }

  /** Of numbers as float32, little endian: the same whatever type the file stored them in. */
  static String of(float[] numbers) {
    MessageDigest digest = sha256();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers.length; i++) {
      bytes.putFloat(numbers[i]);
      if (!bytes.hasRemaining() || i == numbers.length - 1) {
        digest.update(bytes.flip());
        bytes.clear();
      }
    }
    return hex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String hex(MessageDigest digest) {
    StringBuilder text = new StringBuilder();
    for (byte b : digest.digest()) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.toString();
  }
}

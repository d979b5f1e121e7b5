package dev.ninc.compiler.emit.java;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.source.CompilerBug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells whether a generated file is of this source: its SHA-256. */
final class Digest {

  private Digest() {}

  /** {@code sha256:} and 64 digits, of the text that the network was written in. */
  static String of(Network network) {
    String text = network.graph().input().origin().span().file().text();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new CompilerBug("every Java has SHA-256", e);
    }
  }
}

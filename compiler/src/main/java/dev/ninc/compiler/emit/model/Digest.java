package dev.ninc.compiler.emit.model;

import dev.ninc.compiler.ir.Network;
import dev.ninc.compiler.ir.Node;
import dev.ninc.compiler.ir.Origin;
import dev.ninc.compiler.source.CompilerBug;
import dev.ninc.compiler.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What tells whether a generated file is up to date: the SHA-256 of all that it depends on. */
public final class Digest {

  private Digest() {}

  /**
   * {@code sha256:} and 64 digits, of the network's text, the texts of the files whose blocks it
   * calls, and what came from outside: the compiler, the values of parameters, the labels, the
   * preprocessing.
   */
  public static String of(Network network, String generator) {
    String source = String.join("\0", sources(network));
    String text =
        String.join("\0", generator, source, network.settings() + "", network.labels() + "")
            + network.preprocessing().map(p -> "\0" + p).orElse("");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new CompilerBug("every Java has SHA-256", e);
    }
  }

  private static Set<String> sources(Network network) {
    Set<SourceFile> files = new LinkedHashSet<>();
    for (Node node : network.graph().nodes()) {
      Optional<Origin> origin = Optional.of(node.origin());
      while (origin.isPresent()) {
        files.add(origin.get().span().file());
        origin = origin.get().calledFrom();
      }
    }
    Set<String> texts = new LinkedHashSet<>();
    files.forEach(f -> texts.add(f.text()));
    return texts;
  }
}

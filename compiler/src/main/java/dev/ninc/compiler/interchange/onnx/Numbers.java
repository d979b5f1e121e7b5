package dev.ninc.compiler.interchange.onnx;

import dev.ninc.compiler.diag.Code;
import dev.ninc.compiler.diag.Diagnostic;
import dev.ninc.compiler.diag.Diagnostics;
import dev.ninc.compiler.interchange.onnx.OnnxTensor.Content.External;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of tensors, in the model or beside it. What can't be read is reported, once. */
final class Numbers {

  /** More than a file of weights could hold. */
  private static final long MOST = 1L << 29;

  /** No array holds more bytes. */
  private static final long LARGEST = Integer.MAX_VALUE - 16;

  private final ExternalData files;
  private final Diagnostics found;
  private final Map<OnnxTensor, Optional<float[]>> reals = new IdentityHashMap<>();
  private final Map<OnnxTensor, Optional<long[]>> wholes = new IdentityHashMap<>();
  private long total;

  Numbers(ExternalData files, Diagnostics found) {
    this.files = files;
    this.found = found;
  }

  /** A tensor as a value; unknown, and reported, where no array has its dimensions. */
  Value value(OnnxTensor tensor) {
    if (tensor.size().isEmpty()) {
      report(tensor, tensor.damage().orElseThrow());
      return Value.UNKNOWN;
    }
    List<Integer> dims = tensor.dims().stream().map(Long::intValue).toList();
    return new Value.Array(tensor, dims, false);
  }

  /** The numbers as float32; nobody may change them. */
  Optional<float[]> reals(OnnxTensor tensor) {
    return reals.computeIfAbsent(
        tensor,
        t ->
            readable(t, true)
                .flatMap(type -> external(t, type))
                .map(t::reals)
                .flatMap(all -> narrow(t, all)));
  }

  /** The numbers of a type without fractions; nobody may change them. */
  Optional<long[]> wholes(OnnxTensor tensor) {
    return wholes.computeIfAbsent(
        tensor, t -> readable(t, false).flatMap(type -> external(t, type)).map(t::wholes));
  }

  /** A finite float64 may be too large for float32. */
  private Optional<float[]> narrow(OnnxTensor tensor, float[] all) {
    boolean wide = tensor.element().equals(Optional.of(ElementType.DOUBLE));
    for (int i = 0; wide && i < all.length; i++) {
      if (Float.isInfinite(all[i])) {
        return report(tensor, "holds a number that is too large for float32");
      }
    }
    return Optional.of(all);
  }

  private Optional<ElementType> readable(OnnxTensor tensor, boolean real) {
    Optional<ElementType> type = tensor.element().filter(t -> t.isReal() == real);
    Optional<String> damage = tensor.damage();
    if (damage.isPresent()) {
      return report(tensor, damage.get());
    }
    if (type.isEmpty()) {
      String is = tensor.element().map(ElementType::word).orElse("type " + tensor.type());
      return report(
          tensor, "holds " + is + ", where " + (real ? "real" : "whole") + " numbers are needed");
    }
    total += tensor.size().orElseThrow();
    return total > MOST ? report(tensor, "is one too many: no memory holds them all") : type;
  }

  private <T> Optional<T> report(OnnxTensor tensor, String what) {
    return report(
        tensor, what, "Export the model again, with its weights in the file and as float32.");
  }

  private <T> Optional<T> report(OnnxTensor tensor, String what, String hint) {
    found.add(
        Diagnostic.error(Code.NIN0708, "The tensor " + tensor.quoted() + " " + what + ".")
            .hint(hint));
    return Optional.empty();
  }

  /** The bytes of a tensor that is kept beside the model; of any other none. */
  private Optional<ByteBuffer> external(OnnxTensor tensor, ElementType type) {
    if (!(tensor.content() instanceof External external)) {
      return Optional.of(ByteBuffer.allocate(0));
    }
    Map<String, String> entries = new HashMap<>(external.entries());
    String location = entries.getOrDefault("location", "");
    long length = (long) tensor.size().orElseThrow() * type.bytes();
    Optional<Long> offset = number(entries.getOrDefault("offset", "0"));
    Optional<Long> said = number(entries.getOrDefault("length", String.valueOf(length)));
    if (!isInside(location)) {
      return report(
          tensor,
          "is kept outside of the model's folder",
          "Put the file beside the model, and its name into it: `onnx.save_model` does so.");
    }
    if (length > LARGEST) {
      return report(tensor, "has " + length + " bytes, and no array holds as many");
    }
    if (offset.isEmpty() || said.isEmpty() || said.get() != length) {
      return report(tensor, "is kept in a part of a file that has not its size");
    }
    try {
      ByteBuffer bytes = files.read(location, offset.get(), (int) length);
      return Optional.of(bytes);
    } catch (IOException e) {
      return report(tensor, "is kept in a file that cannot be read, as " + message(e));
    }
  }

  /** A message of the system may be empty, or have lines. */
  private static String message(IOException e) {
    String message = e.getMessage() == null ? "the system says" : e.getMessage();
    return message.replaceAll("\\p{Cntrl}", "?");
  }

  /** Whether a location is a path that goes down from the model's folder, on any system. */
  private static boolean isInside(String location) {
    boolean plain =
        location.codePoints().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
    return plain
        && List.of(location.split("/", -1)).stream()
            .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}

package dev.ninc.compiler.interchange.caffe;

import dev.ninc.compiler.interchange.caffe.TextValue.Message;
import dev.ninc.compiler.interchange.caffe.TextValue.Scalar;
import dev.ninc.compiler.source.Span;
import java.util.List;

/**
 * A layer as the definition says it, not yet understood.
 *
 * @param type the name that the new format has for it: {@code InnerProduct}
 * @param bottoms the blobs that it reads
 * @param tops the blobs that it makes; in place if one is a bottom too
 * @param span where its name stands
 */
record LayerText(
    String name, String type, List<Scalar> bottoms, List<Scalar> tops, Message message, Span span) {

  LayerText {
    bottoms = List.copyOf(bottoms);
    tops = List.copyOf(tops);
  }
}

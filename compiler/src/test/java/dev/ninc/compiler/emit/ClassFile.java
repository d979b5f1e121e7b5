package dev.ninc.compiler.emit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads of a class file (JVM specification, chapter 4) how long the code of each method is. */
final class ClassFile {

  private static final int MAGIC = 0xCAFEBABE;

  private final DataInputStream in;
  private final Map<Integer, String> texts = new TreeMap<>();

  private ClassFile(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** Bytes of code by method, name and descriptor together. */
  static Map<String, Integer> codeLengths(byte[] bytes) {
    try {
      return new ClassFile(bytes).codeLengths();
    } catch (IOException e) {
      throw new AssertionError("no class file", e);
    }
  }

  private Map<String, Integer> codeLengths() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.skipNBytes(4);
    constants();
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    members(new TreeMap<>());
    Map<String, Integer> lengths = new TreeMap<>();
    members(lengths);
    return lengths;
  }

  private void constants() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // A long or double takes two places.
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("constant of kind " + tag);
      }
    }
  }

  /** Fields or methods: flags, name, descriptor, attributes. */
  private void members(Map<String, Integer> lengths) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
      int attributes = in.readUnsignedShort();
      for (int j = 0; j < attributes; j++) {
        boolean isCode = "Code".equals(texts.get(in.readUnsignedShort()));
        int length = in.readInt();
        if (isCode) {
          in.skipNBytes(4);
          lengths.put(name, in.readInt());
          in.skipNBytes(length - 8L);
        } else {
          in.skipNBytes(length);
        }
      }
    }
  }
}

package dev.ninc.compiler.interchange.onnx;

import static dev.ninc.compiler.interchange.onnx.ModelWriter.message;
import static dev.ninc.compiler.interchange.onnx.ModelWriter.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors that are kept beside the model, or that claim to be. */
class ExternalDataTest {

  /** A tensor beside the model. */
  private static byte[] outside(String location, String offset, String length) {
    return outside(new int[] {2, 1, 1, 1}, location, offset, length);
  }

  private static byte[] outside(int[] dims, String location, String offset, String length) {
    return tensor(
        "w",
        1,
        dims,
        out -> {
          out.writeInt32(14, 1);
          for (String[] entry :
              new String[][] {{"location", location}, {"offset", offset}, {"length", length}}) {
            if (entry[1] != null) {
              out.writeByteArray(
                  13,
                  message(
                      e -> {
                        e.writeString(1, entry[0]);
                        e.writeString(2, entry[1]);
                      }));
            }
          }
        });
  }

  private static OnnxRun external(byte[] tensor, ExternalData files) {
    ModelWriter model = new ModelWriter(13).input("x", 0, 1, 4, 4).tensor(tensor);
    return OnnxRun.of(model.node("y = Conv(x, w)").output("y").bytes(), files);
  }

  @Test
  void tensorsBesideTheModel() {
    ExternalData files =
        (location, offset, length) -> {
          assertThat(location).isEqualTo("weights/all.bin");
          assertThat(offset).isEqualTo(16);
          assertThat(length).isEqualTo(8);
          return ModelWriter.raw(3, 4).asReadOnlyByteBuffer();
        };
    OnnxRun run = external(outside("weights/all.bin", "16", "8"), files);
    assertThat(run.imported().weights().get(0).values()).containsExactly(3, 4);
    assertThat(external(outside("weights/all.bin", "16", null), files).imported()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../w.bin",
        "a/../../w.bin",
        "/etc/passwd",
        "a//b",
        "C:\\w.bin",
        "C:/w",
        "",
        "./w",
        "a/",
        "..",
        "w\u0000.bin",
        "..\\w.bin",
        " "
      })
  void pathsThatLeadElsewhere(String location) {
    ExternalData never =
        (at, offset, length) -> {
          throw new AssertionError("opened " + at);
        };
    assertThat(external(outside(location, null, null), never).reports())
        .singleElement()
        .asString()
        .contains("NIN0708: The tensor `w` is kept outside of the model's folder.");
  }

  @Test
  void partsThatAreNotThere() {
    ExternalData none =
        (at, offset, length) -> {
          throw new IOException("`" + at + "` ends after 3 bytes");
        };
    assertThat(external(outside("w.bin", "0", null), none).reports())
        .singleElement()
        .asString()
        .contains("NIN0708", "as `w.bin` ends after 3 bytes.");
    for (String[] part :
        new String[][] {
          {"-1", null}, {"x", null}, {"0", "7"}, {"0", "-8"}, {"99999999999999999999", null}
        }) {
      assertThat(external(outside("w.bin", part[0], part[1]), none).reports())
          .singleElement()
          .asString()
          .contains("has not its size");
    }
  }

  /** No array has as many bytes: nothing is read of such a file. */
  @Test
  void aTensorThatIsTooLarge() {
    ExternalData never =
        (at, offset, length) -> {
          throw new AssertionError("opened " + at);
        };
    int[] dims = {2, 1, 1 << 14, 1 << 14};
    assertThat(external(outside(dims, "w.bin", "0", null), never).reports())
        .containsExactly(
            "NIN0708: The tensor `w` has 2147483648 bytes, and no array holds as many.");
  }
}

package dev.ninc.benchmarks;

/**
 * The program that a user of a generated class would write: it names the class, for finding it by
 * reflection would cost the first result some milliseconds.
 */
final class Program {

  private static final String TEXT =
      """
      package model;

      import dev.ninc.benchmarks.Requests;
      import dev.ninc.runtime.Model;
      import dev.ninc.runtime.Workspace;
      import java.io.File;
      import java.io.IOException;

      public final class Program extends Requests {

        private final Model model;
        private final Workspace workspace;
        private final float[] image;
        private final float[] out;

        private Program(File folder) throws IOException {
          model = @CLASS@.load(new File(folder, "weights.safetensors").toPath());
          workspace = model.newWorkspace();
          image = image(folder, model.input().size());
          out = new float[model.output().size()];
        }

        @Override
        protected float request() {
          model.run(workspace, image, out);
          return out[0];
        }

        public static void main(String[] args) throws IOException {
          serve(new Program(new File(args[0])), args[1]);
        }
      }
      """;

  private Program() {}

  /**
   * Its source.
   *
   * @param network the generated class, which is in the same package
   */
  static String of(String network) {
    return TEXT.replace("@CLASS@", network);
  }
}

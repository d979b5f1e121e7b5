package it.tested;

final class UsesTiny {

  private UsesTiny() {}

  static float[] run() throws Exception {
    return Tiny.load().run(new float[Tiny.INPUT.size()]);
  }
}

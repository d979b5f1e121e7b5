package dev.ninc.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The measurement of one setting: all figures that are compared with each other.
 *
 * @param setting part, Java, network and setting; its quantity is empty
 * @param seconds how long it should take
 */
record Task(Figure.Key setting, Effort effort, double seconds, Work work) {

  /** What is done. */
  interface Work {
    /** Measures, and gives the figures by their quantities. */
    Map<String, Estimate> run() throws IOException;
  }

  static Task of(
      Part part, String network, String setting, Effort effort, double seconds, Work work) {
    int jdk = part == Part.SIZE ? 0 : Machine.java();
    Figure.Key key = new Figure.Key(part, jdk, network, setting, "");
    return new Task(key, effort, seconds, work);
  }

  /** {@code speed: nin-cifar10, batch 1, 2 threads}. */
  String title() {
    String setting = this.setting.setting();
    return this.setting.part()
        + ": "
        + this.setting.network()
        + (setting.isEmpty() ? "" : ", " + setting);
  }

  /** Measures. */
  List<Figure> figures() throws IOException {
    long start = System.nanoTime();
    List<Figure> figures = new ArrayList<>();
    work.run().forEach((what, e) -> figures.add(new Figure(setting.of(what), e, effort)));
    Estimate took = Estimate.exact((System.nanoTime() - start) / 1e9);
    figures.add(new Figure(setting.of(Figure.SECONDS), took, effort));
    return figures;
  }
}

package com.example;

import dev.ninc.runtime.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import model.Stripes;

/** Says what the network takes pictures for. */
public final class Main {

  private Main() {}

  public static void main(String[] pictures) throws IOException {
    Stripes model = Stripes.load();
    for (String picture : pictures) {
      Prediction best = model.classify(Path.of(picture), 1).get(0);
      System.out.println(picture + ": " + best.label() + " " + best.score());
    }
  }
}

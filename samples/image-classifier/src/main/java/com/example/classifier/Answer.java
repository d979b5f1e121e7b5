package com.example.classifier;

import dev.ninc.runtime.Model;
import dev.ninc.runtime.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a picture.
 *
 * @param classes the most likely first; none where it can't be read
 * @param failure why it can't be read
 */
record Answer(List<Prediction> classes, Optional<String> failure) {

  static Answer of(Model model, Path picture, int count) {
    try {
      return new Answer(model.classify(picture, count), Optional.empty());
    } catch (IOException e) {
      return new Answer(List.of(), Optional.of(Failures.sentence(e)));
    } catch (IllegalArgumentException e) { // its size does not suit this network's `preprocess`
      return new Answer(List.of(), Optional.of(picture + ": " + e.getMessage()));
    }
  }
}

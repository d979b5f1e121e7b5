package it;

import model.Kept;
import model.User;

final class Uses {

  private Uses() {}

  static int sizes() {
    return Kept.OUTPUT.size() + User.OUTPUT.size();
  }
}

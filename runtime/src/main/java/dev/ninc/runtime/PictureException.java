package dev.ninc.runtime;

import java.io.IOException;

/**
 * A picture file that can't be used. The message names the file, what is wrong with it, and what to
 * do about it.
 */
public final class PictureException extends IOException {

  private static final long serialVersionUID = 1;

  public PictureException(String message) {
    super(message);
  }

  PictureException(String message, Exception cause) {
    super(message, cause);
  }
}

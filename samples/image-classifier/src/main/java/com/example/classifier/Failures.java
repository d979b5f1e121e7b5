package com.example.classifier;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, for people: the exceptions of Java often name the file alone. */
final class Failures {

  private Failures() {}

  static String sentence(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no " + e.getMessage() + ".";
    }
    if (e instanceof NotDirectoryException) {
      return e.getMessage() + " is no folder.";
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + " may not be read or written.";
    }
    return e.getMessage();
  }
}

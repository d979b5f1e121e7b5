package dev.ninc.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that ninc made. (The JDK's own annotation of that name is not visible in a module
 * that does not ask for it.)
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Generated {

  /** The compiler and its version. */
  String by();

  /** The file it was made from. */
  String from();

  /**
   * The SHA-256 of that file's text, the compiler, and the values of parameters, labels and
   * preprocessing.
   */
  String digest();
}

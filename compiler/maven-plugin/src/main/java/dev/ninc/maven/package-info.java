/**
 * The Maven plugin. A goal ({@link dev.ninc.maven.CompileMojo}) collects its parameters into a
 * {@link dev.ninc.maven.Request}, {@link dev.ninc.maven.Compilation} does the work without knowing
 * of Maven, and the goal says what came of it.
 */
package dev.ninc.maven;

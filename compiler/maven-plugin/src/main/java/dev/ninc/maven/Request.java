package dev.ninc.maven;

import java.nio.file.Path;

/**
 * What a goal is asked for. All paths are absolute and normal.
 *
 * @param sources the folder with the networks
 * @param folders where the results go
 * @param choices what the user chose
 */
record Request(Path sources, Folders folders, Choices choices) {}

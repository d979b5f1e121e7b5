/** For the scripts of {@code src/it}: each project there shows one behaviour, or a few. */
package dev.ninc.maven.it;

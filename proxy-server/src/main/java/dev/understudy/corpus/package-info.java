/**
 * Recorded traffic as a folder of files: written beside the live path, read to be replayed. The format is described in
 * {@code docs/CORPUS.md}. Starting points: {@link dev.understudy.corpus.Corpus} to read, {@link dev.understudy.corpus.Recordings} to write.
 */
@NullMarked
package dev.understudy.corpus;

import org.jspecify.annotations.NullMarked;

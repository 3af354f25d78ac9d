package dev.understudy.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A source that an answer names for what it says. Where in the answer it does so is left out: providers count in
 * characters, in bytes, or in blocks, and some not at all. Immutable.
 *
 * @param source an address, or the provider's name for a file or document; null when it gave none
 * @param title of the source
 * @param quote the words of the source that the answer leans on
 */
public record Citation(
        @Nullable String source,
        @Nullable String title,
        @Nullable String quote) {}

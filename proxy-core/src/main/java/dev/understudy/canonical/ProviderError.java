package dev.understudy.canonical;

/**
 * An error as a provider (or the way to it) stated it.
 *
 * @param kind the class it falls into
 * @param message the provider's own words; may be empty, may hold personal data
 */
public record ProviderError(ErrorKind kind, String message) {}

package dev.understudy.sandbox.provider;

/** Bytes of a body that leave together, {@code delayNanos} after the piece before. For a stream: one event. */
public record Piece(long delayNanos, byte[] bytes) {}

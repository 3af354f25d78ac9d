package dev.understudy.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A tool call that a model asked for. Understudy never executes one.
 *
 * @param id the provider's id, if it gave one
 * @param name the tool's name; empty when the provider left it out
 * @param arguments the arguments exactly as sent: usually JSON text, but a model may send anything
 */
public record ToolCall(@Nullable String id, String name, String arguments) {}

package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.studio.Task;

/**
 * A chat completion request, checked.
 *
 * @param usageInStream whether the stream ends with its usage
 * @param padded whether chunks carry an {@code obfuscation} field, as they do by default
 */
record ChatRequest(Task task, boolean stream, boolean usageInStream, boolean padded) {}

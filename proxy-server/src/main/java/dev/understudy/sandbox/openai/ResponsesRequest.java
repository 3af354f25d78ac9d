package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;

/**
 * A request to the responses API, checked.
 *
 * @param asked the body: an answer repeats much of it
 * @param padded whether deltas carry an {@code obfuscation} field, as they do by default
 */
record ResponsesRequest(Task task, boolean stream, boolean padded, JsonNode asked) {}

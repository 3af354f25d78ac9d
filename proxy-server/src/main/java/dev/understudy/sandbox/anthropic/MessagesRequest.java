package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.studio.Task;

/**
 * A request for a message, checked.
 *
 * @param caches whether a part of the prompt is marked with {@code cache_control}: without, nothing is cached
 */
record MessagesRequest(Task task, boolean stream, boolean caches) {}

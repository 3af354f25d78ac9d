package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.studio.Task;

/** A request, checked. */
record OllamaRequest(Task task, boolean stream) {}

/**
 * Ollama's own API as the simulator plays it: chat and generate, whole or as lines of JSON. Start at
 * {@link dev.understudy.sandbox.ollama.OllamaApi}.
 */
@NullMarked
package dev.understudy.sandbox.ollama;

import org.jspecify.annotations.NullMarked;

/**
 * Ollama's own wire format: /api/chat and /api/generate, streamed as lines of JSON.
 */
@NullMarked
package dev.understudy.dialect.ollama;

import org.jspecify.annotations.NullMarked;

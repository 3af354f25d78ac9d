/**
 * Google's Gemini API as the simulator plays it, also under Vertex AI's paths: content generated whole, as events or as a
 * JSON array, token counts, embeddings and models. Start at {@link dev.understudy.sandbox.google.GeminiApi}.
 */
@NullMarked
package dev.understudy.sandbox.google;

import org.jspecify.annotations.NullMarked;

/**
 * OpenAI's API as the simulator plays it: chat completions, responses, legacy completions, embeddings and models,
 * with their errors, limits and streams. Start at
 * {@link dev.understudy.sandbox.openai.OpenAiApi}.
 */
@NullMarked
package dev.understudy.sandbox.openai;

import org.jspecify.annotations.NullMarked;

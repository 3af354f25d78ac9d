/**
 * OpenAI's API as the simulator plays it: chat completions and models, its errors, limits and stream format. Start at
 * {@link dev.understudy.sandbox.openai.OpenAiApi}.
 */
@NullMarked
package dev.understudy.sandbox.openai;

import org.jspecify.annotations.NullMarked;

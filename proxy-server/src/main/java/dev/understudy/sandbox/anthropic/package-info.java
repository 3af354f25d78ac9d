/**
 * Anthropic's API as the simulator plays it: messages, token counts and models, with its errors, limits and events. Start at
 * {@link dev.understudy.sandbox.anthropic.AnthropicApi}.
 */
@NullMarked
package dev.understudy.sandbox.anthropic;

import org.jspecify.annotations.NullMarked;

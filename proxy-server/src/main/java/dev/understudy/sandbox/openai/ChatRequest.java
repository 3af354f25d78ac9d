package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion request, checked.
 *
 * @param choices answers wanted ({@code n})
 * @param maxTokens null for no limit
 * @param stop sequences that end the answer before them
 * @param padded whether chunks carry an {@code obfuscation} field, as they do by default
 */
record ChatRequest(
        Prompt prompt,
        int choices,
        @Nullable Integer maxTokens,
        List<String> stop,
        boolean stream,
        boolean usageInStream,
        boolean padded) {
    ChatRequest {
        stop = List.copyOf(stop);
    }
}

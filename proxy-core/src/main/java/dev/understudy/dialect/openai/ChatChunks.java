package dev.understudy.dialect.openai;

import dev.understudy.dialect.openai.ChatDelta.ReasoningField;
import dev.understudy.dialect.wire.Repetition;
import java.util.List;

/** How the chunks of a streamed chat, or completion, repeat: what OpenAI and those who speak as it does send in each. */
final class ChatChunks {
    private static final String CALL = "choices[].delta.tool_calls[].";

    private static final List<String> WORDS = List.of(
            "choices[].delta.content",
            "choices[].delta.reasoning_content",
            "choices[].delta.reasoning",
            "choices[].delta.refusal",
            CALL + "function.arguments",
            "choices[].text");

    static final Repetition REPETITION = new Repetition(
            WORDS,
            List.of(
                    "id",
                    "created",
                    "system_fingerprint",
                    "obfuscation", // random, against guessing words by the length of a packet
                    "p", // the same, Mistral's
                    "usage.prompt_tokens",
                    "usage.completion_tokens",
                    "usage.total_tokens"),
            List.of(
                    "object",
                    "model",
                    "service_tier",
                    "provider",
                    "citations",
                    "search_results",
                    "usage.prompt_tokens_details",
                    "usage.completion_tokens_details",
                    "choices[].index",
                    "choices[].logprobs",
                    "choices[].content_filter_results",
                    "choices[].delta.role",
                    CALL + "index",
                    CALL + "id",
                    CALL + "type",
                    CALL + "function.name"));

    private ChatChunks() {}

    /** @param delta of a chunk that has words in that place */
    static void setWords(ChatDelta delta, int place, String words) {
        switch (place) {
            case 0, 5 -> delta.content = words;
            case 1 -> delta.reasoning[ReasoningField.CONTENT.ordinal()] = words;
            case 2 -> delta.reasoning[ReasoningField.PLAIN.ordinal()] = words;
            case 3 -> delta.refusal = words;
            case 4 -> delta.toolCalls.set(0, delta.toolCalls.get(0).withArguments(words));
            default -> throw new IllegalArgumentException("place: " + place + " (expected: 0 to 5)");
        }
    }
}

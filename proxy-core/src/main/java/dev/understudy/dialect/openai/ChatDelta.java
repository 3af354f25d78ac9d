package dev.understudy.dialect.openai;

import dev.understudy.dialect.wire.Citations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one choice of one body or chunk says, before it is known which choice it is. Reused from chunk to chunk. */
final class ChatDelta {
    @Nullable
    String content;

    /** The words of an answer in sound. */
    @Nullable
    String transcript;

    @Nullable
    String refusal;

    @Nullable
    String finishReason;

    /** One slot per place where providers put reasoning; some fill two with the same words. */
    final @Nullable String[] reasoning = new String[ReasoningField.values().length];

    final List<ChatToolCall> toolCalls = new ArrayList<>();

    @Nullable
    ChatToolCall functionCall;

    /** Where providers put reasoning. */
    enum ReasoningField {
        /** {@code reasoning_content}: DeepSeek, Z.AI, xAI. */
        CONTENT,
        /** {@code reasoning}: OpenRouter, Groq, Cerebras. */
        PLAIN,
        /** Content parts of type thinking: Mistral. */
        PARTS,
        /** {@code reasoning_details[]}: OpenRouter, Snowflake. */
        DETAILS
    }

    final Citations citations = new Citations();

    void clear() {
        citations.clear();
        content = null;
        transcript = null;
        refusal = null;
        finishReason = null;
        Arrays.fill(reasoning, null);
        toolCalls.clear();
        functionCall = null;
    }

    void addContent(String piece) {
        content = content == null ? piece : content + piece;
    }

    void addRefusal(String piece) {
        refusal = refusal == null ? piece : refusal + piece;
    }

    void addReasoning(ReasoningField field, String piece) {
        String before = reasoning[field.ordinal()];
        reasoning[field.ordinal()] = before == null ? piece : before + piece;
    }
}

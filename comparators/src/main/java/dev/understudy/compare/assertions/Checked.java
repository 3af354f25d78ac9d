package dev.understudy.compare.assertions;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.json.JsonFinder;
import dev.understudy.exchange.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One answer as checks see it. What is costly to find is found when a check first asks. One thread, one comparison. */
final class Checked {
    private final Asked asked;
    private final Completion completion;
    private @Nullable JsonNode json;
    private boolean lookedForJson;

    Checked(Asked asked, Completion completion) {
        this.asked = asked;
        this.completion = completion;
    }

    /** The visible text, or the refusal in its place; empty when there is none. */
    String text() {
        String text = completion.text();
        if (text != null && !text.isEmpty()) {
            return text;
        }
        String refusal = completion.refusal();
        return refusal == null ? "" : refusal;
    }

    /** The first JSON of the text, or null. */
    @Nullable
    JsonNode json() {
        if (!lookedForJson) {
            json = JsonFinder.in(text()).value();
            lookedForJson = true;
        }
        return json;
    }

    List<ToolCall> toolCalls() {
        return completion.toolCalls();
    }

    String finishReason() {
        FinishReason reason = completion.finishReason();
        return reason == null ? "" : reason.label();
    }

    JsonNode request() {
        return asked.json();
    }
}

package dev.understudy.sandbox.demo;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.exchange.Answer;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether an answer grants the refund: the one question that the story is about. */
final class Verdicts {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Verdicts() {}

    /** Empty where the answer does not say so in a form that a machine can read: plain text. */
    static Optional<Boolean> grants(Answer answer) {
        Completion completion = answer.completion();
        if (!completion.toolCalls().isEmpty()) {
            return Optional.of(completion.toolCalls().stream()
                    .map(ToolCall::name)
                    .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("refund")));
        }
        return completion.text() == null ? Optional.empty() : ofJson(completion.text());
    }

    private static Optional<Boolean> ofJson(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode decision = MAPPER.readTree(text).path("decision");
            return decision.isString() ? Optional.of(decision.stringValue().equals("approve")) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}

package dev.understudy.sandbox.trial;

import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Ending;
import java.util.List;
import java.util.Locale;

/**
 * What one arm made of a case.
 *
 * @param status of the answer; 0 where none came
 * @param answered whether it succeeded
 * @param text what it says; empty for a pure tool call
 * @param calls names of the tools that it asks for
 * @param failure why it did not succeed
 */
public record Reaction(int status, boolean answered, String text, List<String> calls, boolean refuses, String failure) {
    public Reaction {
        calls = List.copyOf(calls);
    }

    static Reaction of(Answer answer, boolean refuses) {
        String text = answer.completion().text();
        String refusal = answer.completion().refusal();
        ProviderError error = answer.completion().error();
        String failure = "status " + answer.status()
                + (answer.ending() == Ending.COMPLETE ? "" : ", " + words(answer.ending()))
                + (error == null ? "" : ", " + words(error.kind()) + ": " + error.message());
        return new Reaction(
                answer.status(),
                answer.succeeded(),
                text != null ? text : refusal != null ? refusal : "",
                answer.completion().toolCalls().stream().map(ToolCall::name).toList(),
                refuses,
                failure);
    }

    /** One of which only the status is known: nothing was compared. */
    static Reaction of(int status) {
        boolean answered = status >= 200 && status < 300;
        return new Reaction(status, answered, answered ? "(not read)" : "", List.of(), false, "status " + status);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

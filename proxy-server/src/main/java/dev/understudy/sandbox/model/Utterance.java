package dev.understudy.sandbox.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says, before any token limit cuts it.
 *
 * @param text null for a pure tool call or a structural refusal
 * @param refusal set when it declines a request for structured output
 * @param thoughts how it came to that, in a few sentences; whether they are shown is the wire's affair
 * @param reasoningTokens tokens it thought with and does not show
 */
public record Utterance(
        @Nullable String text, @Nullable String refusal, List<Call> calls, String thoughts, int reasoningTokens) {

    /** A tool call; {@code arguments} is JSON text. */
    public record Call(String name, String arguments) {}

    public Utterance {
        calls = List.copyOf(calls);
    }

    static Utterance saying(String text, String thoughts, int reasoningTokens) {
        return new Utterance(text, null, List.of(), thoughts, reasoningTokens);
    }
}

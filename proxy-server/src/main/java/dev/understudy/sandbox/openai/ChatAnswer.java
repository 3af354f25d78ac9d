package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.model.Utterance;
import dev.understudy.sandbox.model.Utterance.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of an answer, cut to the request's limits.
 *
 * @param outputTokens reasoning included
 */
record ChatAnswer(
        @Nullable String text,
        @Nullable String refusal,
        List<Call> calls,
        String finishReason,
        int outputTokens,
        int reasoningTokens) {
    ChatAnswer {
        calls = List.copyOf(calls);
    }

    static ChatAnswer cut(Utterance said, ChatRequest request) {
        int allowed = request.maxTokens() == null ? Integer.MAX_VALUE : request.maxTokens();
        int reasoning = Math.min(said.reasoningTokens(), allowed);
        if (!said.calls().isEmpty()) {
            return calls(said, reasoning, allowed - reasoning);
        }
        String whole = said.refusal() != null ? said.refusal() : said.text() == null ? "" : said.text();
        String stopped = beforeStop(whole, request.stop());
        int end = Tokens.end(stopped, 0, allowed - reasoning);
        String shown = stopped.substring(0, end);
        String finish = end < stopped.length() || said.reasoningTokens() > allowed ? "length" : "stop";
        int tokens = reasoning + Tokens.count(shown);
        return said.refusal() != null
                ? new ChatAnswer(null, shown, List.of(), finish, tokens, reasoning)
                : new ChatAnswer(shown, null, List.of(), finish, tokens, reasoning);
    }

    /** A call that does not fit is cut in the middle of its arguments, as the real thing is. */
    private static ChatAnswer calls(Utterance said, int reasoning, int allowed) {
        List<Call> kept = new java.util.ArrayList<>();
        int left = allowed;
        for (Call call : said.calls()) {
            left -= Tokens.count(call.name());
            if (left <= 0) {
                return new ChatAnswer(null, null, kept, "length", reasoning + allowed, reasoning);
            }
            int end = Tokens.end(call.arguments(), 0, left);
            kept.add(new Call(call.name(), call.arguments().substring(0, end)));
            if (end < call.arguments().length()) {
                return new ChatAnswer(null, null, kept, "length", reasoning + allowed, reasoning);
            }
            left -= Tokens.count(call.arguments());
        }
        return new ChatAnswer(null, null, kept, "tool_calls", reasoning + allowed - left, reasoning);
    }

    private static String beforeStop(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }
}

package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.model.Utterance;
import dev.understudy.sandbox.model.Utterance.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer, cut to the task's limits.
 *
 * @param thoughts what is shown of the reasoning; empty for nothing
 * @param text null for a pure tool call or a structural refusal
 * @param refusal set when structured output was declined
 * @param stoppedBy the stop sequence that ended it, or null
 * @param outputTokens reasoning included
 */
public record Answer(
        String thoughts,
        @Nullable String text,
        @Nullable String refusal,
        List<Call> calls,
        Ending ending,
        @Nullable String stoppedBy,
        int outputTokens,
        int reasoningTokens) {

    /** Why an answer ends. */
    public enum Ending {
        /** All was said. */
        DONE,
        STOP_SEQUENCE,
        /** The token limit was met. */
        LENGTH,
        /** Tools are to be called now. */
        CALLS
    }

    public Answer {
        calls = List.copyOf(calls);
    }

    /** The words, be they an answer or a refusal. */
    public String words() {
        return refusal != null ? refusal : text == null ? "" : text;
    }

    static Answer cut(Utterance said, Task task) {
        int allowed = task.maxTokens() == null ? Integer.MAX_VALUE : task.maxTokens();
        int thinking = task.thinksAloud()
                ? Math.max(said.reasoningTokens(), Tokens.count(said.thoughts()))
                : said.reasoningTokens();
        int reasoning = Math.min(thinking, allowed);
        String thoughts =
                task.thinksAloud() ? said.thoughts().substring(0, Tokens.end(said.thoughts(), 0, reasoning)) : "";
        if (thinking > allowed) {
            return new Answer(thoughts, "", null, List.of(), Ending.LENGTH, null, reasoning, reasoning);
        }
        return said.calls().isEmpty()
                ? words(said, task, thoughts, reasoning, allowed - reasoning)
                : calls(said, thoughts, reasoning, allowed - reasoning);
    }

    private static Answer words(Utterance said, Task task, String thoughts, int reasoning, int allowed) {
        String whole = said.refusal() != null ? said.refusal() : said.text() == null ? "" : said.text();
        String stop = firstStop(whole, task.stop());
        String stopped = stop == null ? whole : whole.substring(0, whole.indexOf(stop));
        int end = Tokens.end(stopped, 0, allowed);
        String shown = stopped.substring(0, end);
        boolean cut = end < stopped.length();
        Ending ending = cut ? Ending.LENGTH : stop != null ? Ending.STOP_SEQUENCE : Ending.DONE;
        int tokens = reasoning + Tokens.count(shown);
        boolean refused = said.refusal() != null;
        return new Answer(
                thoughts,
                refused ? null : shown,
                refused ? shown : null,
                List.of(),
                ending,
                ending == Ending.STOP_SEQUENCE ? stop : null,
                tokens,
                reasoning);
    }

    /** A call that does not fit is cut in the middle of its arguments, as the real thing is. */
    private static Answer calls(Utterance said, String thoughts, int reasoning, int allowed) {
        List<Call> kept = new ArrayList<>();
        int left = allowed;
        for (Call call : said.calls()) {
            left -= Tokens.count(call.name());
            if (left <= 0) {
                return calling(thoughts, kept, Ending.LENGTH, reasoning + allowed, reasoning);
            }
            int end = Tokens.end(call.arguments(), 0, left);
            kept.add(new Call(call.name(), call.arguments().substring(0, end)));
            if (end < call.arguments().length()) {
                return calling(thoughts, kept, Ending.LENGTH, reasoning + allowed, reasoning);
            }
            left -= Tokens.count(call.arguments());
        }
        return calling(thoughts, kept, Ending.CALLS, reasoning + allowed - left, reasoning);
    }

    private static Answer calling(String thoughts, List<Call> calls, Ending ending, int tokens, int reasoning) {
        return new Answer(thoughts, null, null, calls, ending, null, tokens, reasoning);
    }

    /** The stop sequence that comes first in the text, or null. */
    private static @Nullable String firstStop(String text, List<String> stops) {
        String first = null;
        int at = Integer.MAX_VALUE;
        for (String stop : stops) {
            int found = stop.isEmpty() ? -1 : text.indexOf(stop);
            if (found >= 0 && found < at) {
                first = stop;
                at = found;
            }
        }
        return first;
    }
}

package dev.understudy.report;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.compare.Compared;
import dev.understudy.compare.Judgeable;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@link Example}s: answers as a person reads them, within a bound. */
final class Examples {
    static final int LONGEST_TEXT = 8_000;
    private static final int LONGEST_PROMPT = 2_000;

    private Examples() {}

    static Example of(Exchange exchange, String prompt, double score, List<Compared> results) {
        Answer control = exchange.control();
        return new Example(
                exchange.id(),
                cut(prompt, LONGEST_PROMPT),
                readable(exchange.live()),
                readable(exchange.candidate()),
                control == null ? null : readable(control),
                score,
                results);
    }

    private static String readable(Answer answer) {
        Completion completion = answer.completion();
        StringBuilder text = new StringBuilder();
        if (!answer.succeeded()) {
            text.append("(no answer: ").append(Judgeable.fate(answer)).append(")\n");
        }
        add(text, completion.text());
        add(text, completion.refusal());
        for (ToolCall call : completion.toolCalls()) {
            if (text.length() < LONGEST_TEXT) {
                add(text, "→ " + call.name() + "(" + cut(call.arguments(), LONGEST_TEXT) + ")");
            }
        }
        return cut(text.toString(), LONGEST_TEXT);
    }

    private static void add(StringBuilder text, @Nullable String more) {
        if (more != null && !more.isEmpty()) {
            text.append(text.length() == 0 ? "" : "\n").append(cut(more, LONGEST_TEXT));
        }
    }

    /** Never within a pair of surrogates. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " …";
    }
}

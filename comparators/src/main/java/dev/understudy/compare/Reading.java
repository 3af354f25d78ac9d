package dev.understudy.compare;

import dev.understudy.canonical.Completion;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One answer of an exchange and what comparators have found in it so far. What one of them works out of the answer alone is
 * kept here and found again by the others, and for the other pair: live's answer is read once, not once a comparator and
 * pair. Lives as long as its exchange is compared. One thread.
 */
public final class Reading {
    private final Answer answer;
    private final Map<Class<?>, Object> kept = new HashMap<>(16);
    private int cues = -1;

    Reading(Answer answer) {
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    public Arm arm() {
        return answer.arm();
    }

    public Completion completion() {
        return answer.completion();
    }

    /** The text; empty where there is none. */
    public String text() {
        String text = answer.completion().text();
        return text == null ? "" : text;
    }

    /** What the user sees: the text, or the refusal that stands in its place. */
    public String visible() {
        String refusal = answer.completion().refusal();
        return refusal == null || !text().isEmpty() ? text() : refusal;
    }

    /** What kinds of characters the text and the refusal have. */
    public TextCues cues() {
        if (cues < 0) {
            String refusal = answer.completion().refusal();
            cues = TextCues.in(text()) | (refusal == null ? 0 : TextCues.in(refusal));
        }
        return new TextCues(cues);
    }

    /**
     * Something that follows from the answer and its request, whatever the comparator's options and the answer beside it.
     *
     * @param kind what it is kept under: a class of the caller's own, which nobody changes once it is made
     * @param read works it out; called the first time only
     */
    public <T> T once(Class<T> kind, Function<? super Reading, ? extends T> read) {
        Object known = kept.get(kind);
        if (known == null) {
            known = read.apply(this);
            kept.put(kind, known);
        }
        return kind.cast(known);
    }
}

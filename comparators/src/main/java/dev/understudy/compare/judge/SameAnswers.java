package dev.understudy.compare.judge;

import dev.understudy.canonical.Completion;
import dev.understudy.compare.tools.CallEquality;
import dev.understudy.exchange.Answer;
import org.jspecify.annotations.Nullable;

/** What can be said of two answers without a judge. */
public final class SameAnswers {
    private SameAnswers() {}

    /** Whether they say the same, letter by letter but for white space at the ends: a tie that costs nothing. */
    public static boolean same(Answer live, Answer other) {
        Completion one = live.completion();
        Completion another = other.completion();
        return plain(one.text()).equals(plain(another.text()))
                && plain(one.refusal()).equals(plain(another.refusal()))
                && CallEquality.same(one.toolCalls(), another.toolCalls());
    }

    /** Whether there is anything that a judge could read. */
    public static boolean saysSomething(Answer answer) {
        Completion completion = answer.completion();
        return !plain(completion.text()).isEmpty()
                || !plain(completion.refusal()).isEmpty()
                || !completion.toolCalls().isEmpty();
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}

package dev.understudy.compare;

import dev.understudy.canonical.ProviderError;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Ending;
import org.jspecify.annotations.Nullable;

/** Whether two answers can be judged for what they say: only whole, successful ones can. */
public final class Judgeable {
    private Judgeable() {}

    /** Why the pair cannot be judged, or null when it can. */
    public static @Nullable String obstacle(Answer live, Answer other) {
        if (!live.succeeded()) {
            return live.arm().label() + " did not succeed: " + fate(live);
        }
        return other.succeeded() ? null : other.arm().label() + " did not succeed: " + fate(other);
    }

    /** How an answer went, without its content: {@code HTTP 429 rate_limited}, {@code no response, timed_out}. */
    public static String fate(Answer answer) {
        StringBuilder fate = new StringBuilder(answer.status() == 0 ? "no response" : "HTTP " + answer.status());
        ProviderError error = answer.completion().error();
        if (error != null) {
            fate.append(' ').append(error.kind().label());
        }
        if (answer.ending() != Ending.COMPLETE) {
            fate.append(", ").append(answer.ending().label());
        }
        return fate.toString();
    }
}

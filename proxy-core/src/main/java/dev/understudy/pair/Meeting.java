package dev.understudy.pair;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Translation;
import dev.understudy.privacy.Pseudonymiser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the arms of one exchange meet, for one shadow. They come in any order; when all are there that are expected, the
 * exchange can leave. Confined to the mirror worker of its exchange.
 */
public final class Meeting {
    /** What is known of the exchange before any answer. */
    public record Request(
            String id,
            String route,
            String shadow,
            Instant at,
            String conversation,
            Asked asked,
            @Nullable Translation translation,
            @Nullable ExchangeTrace trace) {}

    private @Nullable Answer live;
    private @Nullable Answer candidate;
    private @Nullable Answer control;
    private boolean controlExpected;

    public void live(Answer answer) {
        live = answer;
    }

    public void candidate(Answer answer) {
        candidate = answer;
    }

    /** From here on the meeting waits for the control as well. */
    public void expectControl() {
        controlExpected = true;
    }

    /** @param answer null when the control came to nothing: the pair is as good without it */
    public void control(@Nullable Answer answer) {
        control = answer;
        controlExpected = false;
    }

    public boolean hasCandidate() {
        return candidate != null;
    }

    public boolean complete() {
        return live != null && candidate != null && !controlExpected;
    }

    /**
     * The exchange as it leaves the core, every answer through the same pseudonyms as the request, so that they alone
     * cause no difference.
     *
     * @throws IllegalStateException if it is not {@link #complete}
     */
    public Exchange exchange(Request known, Pseudonymiser privacy) {
        Answer liveAnswer = live;
        Answer candidateAnswer = candidate;
        if (liveAnswer == null || candidateAnswer == null || controlExpected) {
            throw new IllegalStateException("an arm is missing");
        }
        Stratum stratum = Endings.stratum(liveAnswer);
        return new Exchange(
                known.id(),
                known.route(),
                known.shadow(),
                known.at(),
                known.conversation(),
                stratum,
                known.asked(),
                disguised(liveAnswer, privacy),
                disguised(candidateAnswer, privacy),
                control == null ? null : disguised(control, privacy),
                known.translation(),
                known.trace());
    }

    private static Answer disguised(Answer answer, Pseudonymiser privacy) {
        if (privacy == Pseudonymiser.OFF) {
            return answer;
        }
        return answer.withCompletion(privacy.answer(answer.completion()));
    }
}

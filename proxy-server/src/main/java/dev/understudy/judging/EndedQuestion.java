package dev.understudy.judging;

import dev.understudy.compare.Pair;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.Timeline;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a question to a judge went, for who follows single calls. Holds no content. Immutable.
 *
 * @param exchange id of the exchange
 * @param trace where the exchange and the calls that are judged stand
 * @param pair whose answer is held against live's
 * @param dialect the wire format that it was asked in, by its configuration name
 * @param model the model that was asked for
 * @param status 0 when no response began
 * @param startedNanos when it was begun, on the clock of {@link System#nanoTime()}
 * @param firstByteNanos from then to the response head; null when there was none
 * @param endedNanos when it was over, on the same clock
 * @param costUsd by the price table; null when unknown
 */
public record EndedQuestion(
        String shadow,
        String route,
        String exchange,
        ExchangeTrace trace,
        Pair pair,
        UpstreamConfig upstream,
        String dialect,
        String model,
        int status,
        Ending ending,
        long startedNanos,
        @Nullable Long firstByteNanos,
        long endedNanos,
        AnswerFacts answer,
        @Nullable BigDecimal costUsd) {

    /** About an exchange that is followed, with what came of it. */
    static EndedQuestion of(
            Exchange exchange,
            ExchangeTrace trace,
            Pair pair,
            JudgeConfig judge,
            CapturedResponse response,
            AnswerFacts answer,
            @Nullable BigDecimal costUsd) {
        Timeline timeline = response.timeline();
        return new EndedQuestion(
                exchange.shadow(),
                exchange.route(),
                exchange.id(),
                trace,
                pair,
                judge.upstream(),
                judge.dialect(),
                judge.model(),
                response.status(),
                response.ending(),
                timeline.startedNanos(),
                response.status() == 0 ? null : timeline.firstByteNanos() - timeline.startedNanos(),
                timeline.endedNanos(),
                answer,
                costUsd);
    }
}

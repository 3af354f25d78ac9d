package dev.understudy.otlp;

import dev.understudy.canonical.Usage;
import dev.understudy.compare.Pair;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.TraceContext;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;

/** Calls to a candidate that have ended. */
final class Calls {
    private Calls() {}

    /** One that took 250 ms and was answered by the model of that name. */
    static EndedCall answered(String asked, String model, Usage usage) {
        AnswerFacts answer = new AnswerFacts(true, 100_000_000L, model, null, usage, 0, null);
        return call("x-1", asked, null, "vendor=1", answer);
    }

    /** One of a client's trace, if it is one. */
    static EndedCall traced(String exchange, String parent, String state) {
        return call(exchange, "m", TraceContext.parse(parent), state, null);
    }

    /** A question of a judge about that answer to an exchange in a client's trace, if it is one. */
    static EndedQuestion asked(String exchange, String parent, Pair pair, TraceContext judged) {
        TraceContext client = TraceContext.parse(parent);
        ExchangeTrace trace = new ExchangeTrace(client, "vendor=1", judged, judged);
        return new EndedQuestion(
                "s",
                "r",
                exchange,
                trace,
                pair,
                UpstreamConfig.of("https://api.openai.com"),
                "openai-chat",
                "judge-1",
                200,
                Ending.COMPLETE,
                1_000_000_000L,
                50_000_000L,
                1_250_000_000L,
                new AnswerFacts(false, null, "judge-1-0", null, null, 0, null),
                null);
    }

    /** The same of the control. */
    static EndedCall control(String exchange) {
        return call(exchange, Arm.CONTROL, "m", null, null, null);
    }

    private static EndedCall call(
            String exchange, String model, TraceContext client, String state, AnswerFacts answer) {
        return call(exchange, Arm.CANDIDATE, model, client, state, answer);
    }

    private static EndedCall call(
            String exchange, Arm arm, String model, TraceContext client, String state, AnswerFacts answer) {
        return new EndedCall(
                "s",
                "r",
                exchange,
                arm,
                UpstreamConfig.of("https://api.openai.com"),
                "openai-chat",
                model,
                client,
                client == null ? null : client.child(),
                state,
                200,
                Ending.COMPLETE,
                1_000_000_000L,
                50_000_000L,
                1_250_000_000L,
                answer,
                null,
                Outcome.COMPARED);
    }
}

package dev.understudy.otlp;

import dev.understudy.canonical.Usage;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.TraceContext;
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

    private static EndedCall call(
            String exchange, String model, TraceContext client, String state, AnswerFacts answer) {
        return new EndedCall(
                "s",
                "r",
                exchange,
                Arm.CANDIDATE,
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

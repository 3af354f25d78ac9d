package dev.understudy.corpus;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.config.ByteSize;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RecordConfig.WhenFull;
import dev.understudy.config.SampleConfig;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Cost;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timing;
import dev.understudy.recording.RecordedExchange;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges and settings for tests of the corpus. */
final class Recorded {
    static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

    private Recorded() {}

    static RecordedExchange exchange(int number) {
        return exchange(number, "answer " + number);
    }

    static RecordedExchange exchange(int number, String text) {
        ObjectNode request = Json.newObject().put("model", "m");
        request.putArray("messages").addObject().put("role", "user").put("content", "question " + number);
        return new RecordedExchange(
                "x" + number,
                START.plusSeconds(number),
                "support",
                "openai-chat",
                "POST",
                "/v1/chat/completions",
                Headers.of("content-type", "application/json"),
                "c" + number % 3,
                request,
                answer(text));
    }

    static Answer answer(String text) {
        Completion said = new Completion(text, null, null, List.of(), FinishReason.STOP, "m", null, null, 0, 0);
        return new Answer(
                Arm.LIVE, 200, false, said, new Timing(5_000_000, 1_000_000L, null, new long[0]), Ending.COMPLETE);
    }

    /** With something in every field. */
    static Answer full() {
        Completion said = new Completion(
                "text \"with\" \u0000 \ud83d\ude00 everything\n",
                "reasoning",
                "refusal",
                List.of(new ToolCall("t1", "look", "{\"a\":1}"), new ToolCall(null, "", "not json")),
                FinishReason.TOOL_CALLS,
                "model-1",
                new Usage(10L, 4L, 7L, 3L, true, 2L, "flex", new BigDecimal("0.00123"), 9L, 6L),
                new ProviderError(ErrorKind.RATE_LIMITED, "slow down"),
                5,
                1,
                new Embeddings(2, 3, List.of(new float[] {0.5f, -1, Float.MIN_VALUE}, new float[] {1, 2, 3})),
                List.of(new Citation("https://a.example", null, "quote")),
                "fp_1");
        Timing timing = new Timing(9_000_000_000L, 1_000L, 2_000L, new long[] {3, 4, 5});
        Cost cost = new Cost(new BigDecimal("0.0100"), null, true);
        return new Answer(Arm.LIVE, 429, true, said, timing, Ending.BROKEN, cost);
    }

    static CorpusWriter.Settings settings(Path folder, long maxBytes, WhenFull whenFull) {
        return settings(folder, maxBytes, whenFull, "p1");
    }

    static CorpusWriter.Settings settings(Path folder, long maxBytes, WhenFull whenFull, String production) {
        RecordConfig config = new RecordConfig(
                folder,
                SampleConfig.ALL,
                RecordConfig.Content.PSEUDONYMISED,
                PolicyConfig.DEFAULT,
                new ByteSize(maxBytes),
                whenFull,
                new ByteSize(4 << 10),
                null,
                RecordConfig.Sync.SEGMENT,
                List.of());
        return new CorpusWriter.Settings("support", production, config);
    }
}

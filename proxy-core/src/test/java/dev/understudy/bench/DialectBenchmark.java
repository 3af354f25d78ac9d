package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.SseDecoder;
import dev.understudy.dialect.wire.SseEvent;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.variant.ArmRequests;
import dev.understudy.variant.Derived;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** What understanding an exchange costs, in µs: it is paid for every mirrored one, three times with control. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DialectBenchmark {
    private final Dialect dialect = Dialects.named("openai-chat");
    private final Headers whole = Headers.of("content-type", "application/json");
    private final byte[] stream = RecordedStreams.of("openai-chat");
    private final byte[] body = body().getBytes(UTF_8);
    private final byte[] smallRequest = request(4, 200);
    private final byte[] largeRequest = request(300, 1_100);
    private final ObjectNode smallTree = Json.object(smallRequest);
    private final ObjectNode largeTree = Json.object(largeRequest);
    private final CapturedRequest captured = new CapturedRequest(
            "POST",
            "/v1/chat/completions",
            Headers.of("content-type", "application/json", "authorization", "Bearer x", "accept", "*/*"),
            smallRequest);
    private final ArmRequests arms = new ArmRequests(
            ShadowConfig.of(
                            "shadow",
                            "r",
                            new CandidateConfig(
                                    UpstreamConfig.of("http://candidate"),
                                    CredentialsConfig.NONE,
                                    "same",
                                    new VariantConfig(
                                            "gpt-5-mini",
                                            new SystemPrompt(SystemPrompt.Mode.REPLACE, "Be brief."),
                                            Map.of(),
                                            List.of(),
                                            List.of())))
                    .build(),
            new RouteConfig("r", MatchConfig.everything(), UpstreamConfig.of("http://live")),
            Pseudonymisers.of(Pseudonymisers.DEFAULT, "key"));

    private static String body() {
        return "{\"id\":\"chatcmpl-CYPS1lijGoK8gd9lYzY3r9Sx50nbt\",\"object\":\"chat.completion\",\"created\":1762317021,"
                + "\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + "The refund was processed as you asked. ".repeat(17)
                + "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":64,\"completion_tokens\":160,\"total_tokens\":224,\"prompt_tokens_details\":"
                + "{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0,"
                + "\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}},"
                + "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_cbf1785567\"}";
    }

    private static byte[] request(int messages, int length) {
        ObjectNode request = Json.newObject().put("model", "gpt-4o").put("stream", true);
        var array = request.putArray("messages");
        array.addObject().put("role", "system").put("content", "You handle refunds.");
        for (int i = 0; i < messages; i++) {
            array.addObject().put("role", i % 2 == 0 ? "user" : "assistant").put("content", "x".repeat(length));
        }
        return Json.bytes(request);
    }

    @Benchmark
    public int decodeOnly60Chunks() {
        int[] length = new int[1];
        new SseDecoder(1 << 20).feed(stream, 0, stream.length, new SseDecoder.Sink() {
            @Override
            public void event(SseEvent event) {
                length[0] += event.to() - event.from();
            }

            @Override
            public void oversized(long endOffset) {
                throw new AssertionError(endOffset);
            }
        });
        return length[0];
    }

    @Benchmark
    public ParsedResponse body1200Bytes() {
        return dialect.response(200, whole, body);
    }

    @Benchmark
    public ObjectNode readRequest1KB() {
        return Json.object(smallRequest);
    }

    @Benchmark
    public ObjectNode readRequest331KB() {
        return Json.object(largeRequest);
    }

    @Benchmark
    public Derived deriveCandidate1KB() {
        return arms.candidate(captured, smallTree, dialect);
    }

    @Benchmark
    public Derived deriveCandidate331KB() {
        return arms.candidate(captured, largeTree, dialect);
    }

    @Benchmark
    public ObjectNode copyOnly331KB() {
        return largeTree.deepCopy();
    }

    @Benchmark
    public boolean serves() {
        return Dialects.forRequest("POST", "/openai/deployments/gpt-4o/chat/completions?api-version=1") != null;
    }

    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder()
                        .include(DialectBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}

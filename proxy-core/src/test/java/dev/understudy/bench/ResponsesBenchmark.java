package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
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
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** What understanding an answer of Responses costs, and taking a chat request to Responses, in µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ResponsesBenchmark {
    private static final int PIECES = 60;
    private static final String PIECE =
            "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\","
                    + "\"sequence_number\":%d,\"item_id\":\"msg_0e6a0bc81f6d8648006a5dd7c942d8819aa7\",\"output_index\":0,"
                    + "\"content_index\":0,\"delta\":\" word%d\",\"logprobs\":[],\"obfuscation\":\"oS2Ls7Nct\"}\n\n";
    private static final String RESPONSE =
            "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1762317021,"
                    + "\"status\":\"%s\",\"error\":null,\"incomplete_details\":null,\"instructions\":\"You are helpful.\","
                    + "\"model\":\"gpt-5-mini-2025-08-07\",\"output\":[%s],\"tools\":[],\"usage\":%s}}\n\n";
    private static final String CHAT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"You are helpful.\"},"
                    + "{\"role\":\"user\",\"content\":\"%s\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}],\"temperature\":0.5,\"stream\":true}";

    private final Dialect responses = Dialects.named("openai-responses");
    private final Dialect chat = Dialects.named("openai-chat");
    private final Headers streamed = Headers.of("content-type", "text/event-stream; charset=utf-8");
    private final byte[] stream = stream().getBytes(UTF_8);
    private final ObjectNode request =
            Json.object(String.format(CHAT, "word ".repeat(1_000)).getBytes(UTF_8));

    private static String stream() {
        StringBuilder text = new StringBuilder("event: response.created\ndata: {\"type\":\"response.created\",")
                .append(String.format(RESPONSE, "in_progress", "", "null"));
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            text.append(String.format(PIECE, i, i));
            words.append(" word").append(i);
        }
        String item =
                "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\",\"role\":\"assistant\",\"content\":"
                        + "[{\"type\":\"output_text\",\"annotations\":[],\"text\":\"" + words + "\"}]}";
        String usage = "{\"input_tokens\":25,\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":60,"
                + "\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":85}";
        text.append(
                        "event: response.output_item.done\ndata: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":")
                .append(item)
                .append("}\n\nevent: response.completed\ndata: {\"type\":\"response.completed\",");
        return text.append(String.format(RESPONSE, "completed", item, usage)).toString();
    }

    @Benchmark
    public ParsedResponse stream60Pieces() {
        return responses.response(200, streamed, stream);
    }

    @Benchmark
    public ObjectNode chatRequestToResponses() {
        return responses
                .requests()
                .write(chat.requests().read("/v1/chat/completions", request))
                .body();
    }

    /** Runs these alone. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ResponsesBenchmark.class.getSimpleName())
                        .addProfiler("gc")
                        .build())
                .run();
    }
}

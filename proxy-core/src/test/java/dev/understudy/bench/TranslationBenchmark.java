package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
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

/** What it costs to take a chat request to Responses, in µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TranslationBenchmark {
    private static final String CHAT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"You are helpful.\"},"
                    + "{\"role\":\"user\",\"content\":\"%s\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}],\"temperature\":0.5,\"stream\":true}";

    private final Dialect responses = Dialects.named("openai-responses");
    private final Dialect chat = Dialects.named("openai-chat");
    private final ObjectNode request =
            Json.object(String.format(CHAT, "word ".repeat(1_000)).getBytes(UTF_8));

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
                        .include(TranslationBenchmark.class.getSimpleName())
                        .addProfiler("gc")
                        .build())
                .run();
    }
}

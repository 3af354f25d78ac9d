package dev.understudy.bench;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What it costs to take a streamed answer of some 60 events apart and put it together, in each dialect, in µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StreamBenchmark {
    @Param({
        "openai-chat",
        "openai-responses",
        "anthropic-messages",
        "gemini",
        "bedrock-converse",
        "ollama-chat",
        "cohere-chat"
    })
    public String name;

    private Dialect dialect;
    private Headers headers;
    private byte[] stream;

    @Setup
    public void prepare() {
        dialect = Objects.requireNonNull(Dialects.named(name));
        headers = Headers.of("content-type", RecordedStreams.contentType(name));
        stream = RecordedStreams.of(name);
        ParsedResponse parsed = dialect.response(200, headers, stream);
        if (parsed.completion().error() != null
                || parsed.completion().unknownEvents() > 0
                || parsed.outputOffsets().length < 57) {
            throw new IllegalStateException(name + ": " + parsed.completion());
        }
    }

    @Benchmark
    public ParsedResponse stream60Events() {
        return dialect.response(200, headers, stream);
    }

    /** Runs these alone, with what they allocate. */
    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(StreamBenchmark.class.getSimpleName())
                        .addProfiler("gc")
                        .build())
                .run();
    }
}

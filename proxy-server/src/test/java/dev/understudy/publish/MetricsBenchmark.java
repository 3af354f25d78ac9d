package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a live request pays for its metrics (goal: under 300 ns), and what a scrape costs with ten shadows of ten
 * comparators (goal: under 20 ms).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsBenchmark {
    private Metrics metrics;
    private long nanos;

    @Setup
    public void fill() {
        metrics = new Metrics();
        List<String> shadows =
                IntStream.range(0, 10).mapToObj(i -> "shadow-" + i).toList();
        metrics.configure(Fixtures.config(List.of("openai", "anthropic", "gemini"), shadows.toArray(String[]::new)));
        for (String shadow : shadows) {
            fill(shadow);
        }
    }

    private void fill(String shadow) {
        for (Outcome outcome : Outcome.values()) {
            metrics.ended(shadow, outcome);
        }
        for (Arm arm : Arm.values()) {
            metrics.answered(shadow, Fixtures.answer(arm, "Yes."), BigDecimal.ONE);
        }
        for (int comparator = 0; comparator < 10; comparator++) {
            for (Pair pair : Pair.values()) {
                metrics.compared(
                        shadow, "comparator-" + comparator, pair, new Comparison.Match(0.25, Map.of(), Map.of(), ""));
            }
        }
    }

    @TearDown
    public void close() {
        metrics.close();
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void liveRequest() {
        nanos += 1_000;
        metrics.completed("openai", 200, nanos & 0xfff_ffff, 2_000_000, 80_000);
    }

    @Benchmark
    @Threads(2)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void liveRequestOnTwoLoops() {
        metrics.completed("openai", 200, 250_000_000, 2_000_000, 80_000);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public void outcome() {
        metrics.ended("shadow-3", Outcome.NOT_SAMPLED);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Scrape scrape() {
        return metrics.scrape(null);
    }
}

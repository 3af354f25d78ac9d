package dev.understudy.mirror;

import com.sun.management.OperatingSystemMXBean;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import dev.understudy.tee.MirrorIntake;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one exchange costs from offer to sink, the candidate answering at once: a 1 KB request, 1.2 KB answers, so three
 * JSON bodies read and one written. {@code cpuNanos} is the whole process, garbage collection included.
 *
 * <p>Run: {@code java -cp <test class path> org.openjdk.jmh.Main MirrorBenchmark -prof gc}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MirrorBenchmark {
    private static final int BATCH = 512;

    private final AtomicInteger finished = new AtomicInteger();
    private final byte[] request = Bodies.request("Please refund my order of last week. ".repeat(23));
    private final CapturedResponse answer = FakeLive.response(
            200, Bodies.answer("I have processed the refund. ".repeat(33)), "content-type", "application/json");
    private Mirror mirror;
    private MirrorIntake intake;

    /** All traffic, all of it disguised, all under a predicate, none of it sampled. */
    @Param({"all", "disguised", "when", "unsampled"})
    private String shadow;

    /** JMH makes a rate of it: CPU nanoseconds a second, over operations a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private long startNanos;
        private long exchanges;
        private long nanos;

        @Setup(Level.Iteration)
        public void begin() {
            startNanos = system.getProcessCpuTime();
            exchanges = 0;
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = (system.getProcessCpuTime() - startNanos) / Math.max(1, exchanges);
        }

        public long cpuNanos() {
            return nanos;
        }
    }

    private final class InstantCaller implements ArmCaller {
        @Override
        public Call call(ArmRequest arm, Consumer<CapturedResponse> done) {
            done.accept(answer);
            return () -> {};
        }
    }

    private final class Counter implements MirrorEvents {
        @Override
        public void ended(String name, Outcome outcome) {
            finished.incrementAndGet();
        }

        @Override
        public void answered(String name, Answer read, BigDecimal costUsd) {}
    }

    @Setup
    public void start() {
        RuntimeConfig runtime = new RuntimeConfig(RuntimeConfig.Transport.NIO, 1, 1, 1, Duration.ofSeconds(1));
        Pseudonymiser privacy = shadow.equals("disguised")
                ? Pseudonymisers.of(Pseudonymisers.DEFAULT, "a key of the benchmark")
                : Pseudonymiser.OFF;
        mirror = new Mirror(runtime, new InstantCaller(), exchange -> {}, new Counter(), config -> privacy);
        Configs.Shadow config = Configs.shadow("bench").limits(Configs.limits(100_000, 0));
        switch (shadow) {
            case "when" ->
                config.when(
                        "request.body.model.startsWith('gpt-4o') && request.headers['content-type'] == 'application/json'");
            case "unsampled" -> config.sample(0);
            default -> config.model("gpt-4o-mini");
        }
        intake = mirror.apply(Configs.of(config.build())).get("openai");
    }

    @TearDown
    public void stop() {
        mirror.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exchange(Cpu cpu) {
        int target = finished.get() + BATCH;
        for (int i = 0; i < BATCH; i++) {
            FakeLive live = new FakeLive(request).answers(answer);
            intake.eligible("POST", "/v1/chat/completions", false);
            intake.offer(live);
            intake.ended(live);
        }
        while (finished.get() - target < 0) {
            LockSupport.parkNanos(50_000);
        }
        cpu.exchanges += BATCH;
    }
}

package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.canonical.Completion;
import dev.understudy.dialect.wire.Json;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import java.util.List;
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

/** What pseudonyms cost, in µs: for every mirrored request, and for the answers that are compared. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PrivacyBenchmark {
    private static final String CLEAN = "I'd like a refund for order 4711, which I placed on 2026-11-03 at 14:05. "
            + "It cost $1,250.00 and arrived broken; the box was open, too. What can you do? ";
    private static final String PERSONAL = "I am jane.doe@corp.com, card 4111 1111 1111 1111, call +49 151 12345678. ";

    private final Pseudonymiser privacy = Pseudonymisers.of(Pseudonymisers.DEFAULT, "a key of the benchmark");
    private static final String CHAT =
            "Hi, this is Jane Roe from Bridgewater. I placed order 88214 on 2026-11-03 and it has not come. "
                    + "Could you send it to 742 Evergreen Terrace, Springfield, IL 62704 instead, please? You can reach me at "
                    + "jane.roe@corp.com or call 202-555-0143 in the evening. I would rather have it this week, because we are "
                    + "moving out of the country soon and nobody will be at home. What are my options, and what does it cost? "
                    + "The last time it was $12.50, which is about 8% of what I paid; is there a way to have it for less? "
                    + "I have read the terms on your website, section 4.2, and they say that a parcel that is late is free.\n";

    private final Pseudonymiser strict = Pseudonymisers.of("strict", "a key of the benchmark");
    private final Completion chat = completion(CHAT, 10 * 1024);
    private final Completion clean = completion(CLEAN, 1024);
    private final Completion personal = completion(PERSONAL, 10 * 1024);
    private final ObjectNode request =
            Json.object(("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"" + text(CLEAN, 2048)
                            + "\"},{\"role\":\"user\",\"content\":\"" + text(CLEAN, 512) + "\"}]}")
                    .getBytes(UTF_8));

    private static String text(String piece, int length) {
        return piece.repeat(length / piece.length() + 1).substring(0, length);
    }

    private static Completion completion(String piece, int length) {
        return new Completion(text(piece, length), null, null, List.of(), null, null, null, null, 0, 0);
    }

    @Benchmark
    public Completion oneKilobyteWithoutPersonalData() {
        return privacy.answer(clean);
    }

    @Benchmark
    public Completion tenKilobytesFullOfPersonalData() {
        return privacy.answer(personal);
    }

    /** The goal is 2,000 µs. */
    @Benchmark
    public Completion tenKilobytesOfChat() {
        return privacy.answer(chat);
    }

    @Benchmark
    public Completion tenKilobytesOfChatStrictly() {
        return strict.answer(chat);
    }

    @Benchmark
    public ObjectNode requestWithoutPersonalData() {
        privacy.request(request);
        return request;
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(PrivacyBenchmark.class.getName())
                        .build())
                .run();
    }
}

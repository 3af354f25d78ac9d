package dev.understudy.compare;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.Usage;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What comparing one exchange costs, per comparator and kind of pair. Run {@link #main}; arguments narrow the parameters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ComparatorsBenchmark {
    /** All are those that do not take long. */
    @Param({
        "all",
        "status",
        "exact",
        "text",
        "json",
        "schema",
        "tools",
        "refusal",
        "facts",
        "safety",
        "length",
        "language",
        "format",
        "latency",
        "usage"
    })
    public String comparator;

    @Param({
        "short_answer",
        "support_answer",
        "identical_200_words",
        "differing_400_tokens",
        "unlike_400_tokens",
        "differing_json",
        "differing_20000_tokens",
        "worst_20000_tokens"
    })
    public String pair;

    private ExchangeComparisons comparisons;
    private Exchange exchange;

    @Setup
    public void prepare() {
        List<String> names = comparator.equals("all") ? Comparators.names() : List.of(comparator);
        comparisons = new ExchangeComparisons(
                Comparators.from(names.stream().map(ComparatorConfig::named).toList()).stream()
                        .filter(made -> !made.takesLong())
                        .toList());
        String[] texts = texts();
        exchange = new Exchange(
                "1",
                "route",
                "shadow",
                Instant.EPOCH,
                "c",
                Stratum.NORMAL,
                request(),
                answer(Arm.LIVE, texts[0], 1),
                answer(Arm.CANDIDATE, texts[1], 2),
                null);
    }

    /** With a system prompt of 300 words and the schema of the JSON pair. */
    private static Asked request() {
        return Requests.wanting(
                "{'type':'object','required':['items','total'],'properties':{'total':{'type':'integer'},'items':{'type':'array',"
                        + "'items':{'type':'object','required':['id','name','price'],'properties':{'id':{'type':'integer'},"
                        + "'name':{'type':'string','maxLength':40},'price':{'type':'number'}}}}}}",
                prose(300, 9));
    }

    @Benchmark
    public List<Compared> compare() {
        return comparisons.compare(exchange);
    }

    private String[] texts() {
        return switch (pair) {
            case "short_answer" -> BenchmarkTexts.SHORT;
            case "support_answer" -> BenchmarkTexts.LONG;
            case "identical_200_words" ->
                new String[] {prose(200, 1), new String(prose(200, 1).toCharArray())};
            case "differing_400_tokens" -> new String[] {prose(360, 1), edited(prose(360, 1), 0.2)};
            case "unlike_400_tokens" -> new String[] {prose(360, 1), prose(360, 2)};
            case "differing_json" -> new String[] {json(40, 1), json(40, 2)};
            case "differing_20000_tokens" -> new String[] {prose(18_000, 1), edited(prose(18_000, 1), 0.2)};
            case "worst_20000_tokens" ->
                new String[] {"a b ".repeat(10_000), "a b b a ".repeat(2_500) + "b a a ".repeat(3_300)};
            default -> throw new IllegalArgumentException(pair);
        };
    }

    /** Words with the frequencies of a language (Zipf), a comma or a point every ten. */
    private static String prose(int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word(random)).append(i % 10 == 9 ? (i % 20 == 9 ? ", " : ". ") : " ");
        }
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        int rank = (int) Math.pow(5_000, random.nextDouble());
        return Integer.toString(rank * 7 + 10, 36) + (rank > 20 ? "ing" : "");
    }

    private static String edited(String text, double share) {
        SplittableRandom random = new SplittableRandom(3);
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        for (int i = 0; i < words.size(); i++) {
            if (random.nextDouble() < share) {
                words.set(i, word(random));
            }
        }
        return String.join(" ", words);
    }

    private static String json(int items, int seed) {
        StringBuilder json = new StringBuilder("{\"items\":[");
        for (int i = 0; i < items; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"item ")
                    .append(i % 7 == 0 ? seed : i)
                    .append("\",\"price\":")
                    .append(i % 5 == 0 ? seed : i)
                    .append(".25}");
        }
        return json.append("],\"total\":").append(seed).append('}').toString();
    }

    private static Answer answer(Arm arm, String text, int seed) {
        long[] gaps =
                new SplittableRandom(seed).longs(60, 5_000_000, 40_000_000).toArray();
        Completion completion = new Completion(
                text,
                null,
                null,
                List.of(),
                FinishReason.STOP,
                "m",
                new Usage(400L, 0L, 250L + seed, 0L, false),
                null,
                60,
                0);
        return new Answer(arm, 200, true, completion, new Timing(1_000_000_000L * seed, 1L, 2L, gaps), Ending.COMPLETE);
    }

    /** Arguments: comparators and pairs to run, each a list with commas; all without. */
    public static void main(String[] arguments) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(ComparatorsBenchmark.class.getSimpleName()).addProfiler(GCProfiler.class);
        if (arguments.length > 0) {
            options.param("comparator", arguments[0].split(","));
        }
        if (arguments.length > 1) {
            options.param("pair", arguments[1].split(","));
        }
        new Runner(options.build()).run();
    }
}

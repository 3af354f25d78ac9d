package dev.understudy.offline;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.compare.Compared;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Exchange;
import dev.understudy.mirror.CostCalculator;
import dev.understudy.pair.Endings;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Compares the answers of {@link RecordedArms} on all cores and hands over the results in the order of live's file. Only so
 * many pairs are under way at once as fit into a bound of bytes.
 */
public final class Rehearsal {
    private static final int MOST_UNDER_WAY = 64;
    private static final long MOST_BYTES = 64L << 20;

    private final ExchangeComparisons comparisons;
    private final CostCalculator prices;

    /** @param prices of models, for {@code cost} */
    public Rehearsal(ExchangeComparisons comparisons, CostCalculator prices) {
        this.comparisons = comparisons;
        this.prices = prices;
    }

    /** Takes the results, one exchange after the other, on the thread that called. */
    @FunctionalInterface
    public interface Audience {
        /** @param prompt what the user asked last; empty where that is not recorded */
        void saw(Exchange exchange, String prompt, List<Compared> results);
    }

    private record Scene(Exchange exchange, String prompt, List<Compared> results) {}

    private record UnderWay(Future<Scene> scene, long bytes) {}

    /**
     * Compares everything.
     *
     * @throws RecordingException if the files cannot be read any more, or no id is in both
     */
    public RecordedArms.Counts run(RecordedArms arms, RecordedArms.Progress progress, Audience audience) {
        ExecutorService workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), new DefaultThreadFactory("compare", true));
        try {
            Queue queue = new Queue(arms.lines(), progress, audience);
            RecordedArms.Counts counts = arms.forEach(lines -> {
                queue.makeRoom(lines.size());
                queue.add(new UnderWay(workers.submit(() -> play(lines, arms.scores())), lines.size()));
            });
            queue.finish();
            return counts;
        } finally {
            workers.shutdownNow();
        }
    }

    private Scene play(RecordedArms.Lines lines, List<Score> scores) {
        try {
            RecordedLine live = RecordedLine.read(lines.live(), Arm.LIVE, scores);
            RecordedLine candidate = RecordedLine.read(lines.candidate(), Arm.CANDIDATE, scores);
            byte[] second = lines.control();
            RecordedLine control = second == null ? null : RecordedLine.read(second, Arm.CONTROL, scores);
            Exchange exchange = exchange(live, candidate, control);
            List<Compared> results = new ArrayList<>(comparisons.compare(exchange));
            for (Score score : scores) {
                add(results, score, Pair.CANDIDATE, live, candidate);
                add(results, score, Pair.CONTROL, live, control);
            }
            return new Scene(exchange, RequestReader.prompt(exchange.asked()), List.copyOf(results));
        } catch (LineException changed) {
            throw new RecordingException(
                    lines.place() + " or its counterpart changed while it was read: " + changed.getMessage());
        }
    }

    private static void add(
            List<Compared> results, Score score, Pair pair, RecordedLine live, @Nullable RecordedLine other) {
        if (other != null) {
            results.add(score.compared(
                    pair, live.scores().get(score.name()), other.scores().get(score.name())));
        }
    }

    private Exchange exchange(RecordedLine live, RecordedLine candidate, @Nullable RecordedLine control) {
        Asked asked = asked(live, candidate, control);
        String conversation = live.conversation() != null ? live.conversation() : candidate.conversation();
        Answer liveAnswer = priced(live, asked);
        return new Exchange(
                live.id(),
                "files",
                "candidate",
                Instant.EPOCH,
                conversation == null ? live.id() : conversation,
                Endings.stratum(liveAnswer),
                asked,
                liveAnswer,
                priced(candidate, asked),
                control == null ? null : priced(control, asked));
    }

    /** Live's line knows best what was asked. */
    private static Asked asked(RecordedLine live, RecordedLine candidate, @Nullable RecordedLine control) {
        RecordedLine knows = live;
        if (knows.request() == null) {
            knows = candidate.request() != null || control == null ? candidate : control;
        }
        return RequestReader.read(knows.request(), knows.dialect());
    }

    private Answer priced(RecordedLine line, Asked asked) {
        Answer answer = line.answer();
        if (answer.completion().usage() == null) {
            return answer;
        }
        GenerationRequest request = asked.canonical();
        String wanted = request == null || line.answer().arm() == Arm.CANDIDATE ? null : request.model();
        String model = answer.completion().model();
        return answer.withCost(CostCalculator.cost(
                prices.price(model, wanted, answer.completion().usage()),
                answer.completion().usage()));
    }

    /** Pairs that are being compared, in order. */
    private static final class Queue {
        private final long all;
        private final RecordedArms.Progress progress;
        private final Audience audience;
        private final ArrayDeque<UnderWay> waiting = new ArrayDeque<>();
        private long bytes;
        private long done;

        Queue(long all, RecordedArms.Progress progress, Audience audience) {
            this.all = all;
            this.progress = progress;
            this.audience = audience;
        }

        void makeRoom(long more) {
            while (!waiting.isEmpty() && (waiting.size() == MOST_UNDER_WAY || bytes + more > MOST_BYTES)) {
                take();
            }
        }

        void add(UnderWay next) {
            waiting.add(next);
            bytes += next.bytes();
        }

        void finish() {
            while (!waiting.isEmpty()) {
                take();
            }
        }

        private void take() {
            UnderWay next = waiting.remove();
            bytes -= next.bytes();
            Scene scene = result(next.scene());
            audience.saw(scene.exchange(), scene.prompt(), scene.results());
            progress.at("comparing", ++done, all);
        }

        private static Scene result(Future<Scene> future) {
            try {
                return future.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException fault) {
                    throw fault;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RecordingException("compare was interrupted");
            }
        }
    }
}

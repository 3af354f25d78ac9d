package dev.understudy.judging;

import dev.understudy.compare.Opinion;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pairs of one exchange before a judge. Opened on any thread, settled on another; tells once, when all are settled. */
final class Session {
    private final Judges judges;
    private final Bench bench;
    private final Exchange exchange;
    private final Consumer<Map<Pair, Opinion>> then;
    /** Guarded by itself. */
    private final Map<Pair, Opinion> opinions = new EnumMap<>(Pair.class);

    private final int pairs;

    Session(Judges judges, Bench bench, Exchange exchange, Consumer<Map<Pair, Opinion>> then) {
        this.judges = judges;
        this.bench = bench;
        this.exchange = exchange;
        this.then = then;
        this.pairs = exchange.control() == null ? 1 : 2;
    }

    void open() {
        open(Pair.CANDIDATE, exchange.candidate());
        open(Pair.CONTROL, exchange.control());
    }

    private void open(Pair pair, @Nullable Answer other) {
        if (other == null) {
            return;
        }
        JudgeResult settled = bench.settles(exchange, pair, other);
        settled = settled == null ? judges.obstacle(bench) : settled;
        settled = settled == null && !bench.inRate() ? JudgeResult.DROPPED_RATE : settled;
        if (settled == null) {
            Hearing hearing = new Hearing(
                    judges, bench, exchange, pair, other, (result, opinion) -> settled(pair, result, opinion));
            settled = hearing.open();
        }
        if (settled != null) {
            settled(pair, settled, opinion(settled));
        }
    }

    private static Opinion opinion(JudgeResult settled) {
        return settled == JudgeResult.IDENTICAL
                ? new Opinion.Preference(0.5, null, "the answers are the same")
                : new Opinion.None(settled.explanation());
    }

    private void settled(Pair pair, JudgeResult result, Opinion opinion) {
        judges.events().judged(bench.shadow(), pair, result);
        Map<Pair, Opinion> all;
        synchronized (opinions) {
            opinions.put(pair, opinion);
            if (opinions.size() < pairs) {
                return;
            }
            all = Map.copyOf(opinions);
        }
        then.accept(all);
    }
}

package dev.understudy.report;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Keeps the exchanges that are most worth a look: those farthest apart on the whole, and those by each comparator. Bounded in
 * number and size; not thread-safe.
 */
final class Gallery {
    static final int MOST = 60;
    private static final int ON_THE_WHOLE = 24;
    private static final int OF_EACH = 3;
    /** A few tokens more are nothing to look at. */
    private static final Set<String> PASSED_OVER = Set.of("usage", "cost", "latency", "length", "format");

    private final Wall whole = new Wall(ON_THE_WHOLE);
    private final Map<String, Wall> walls = new HashMap<>();

    private record Hung(double score, Example example) {}

    /** The farthest so many. */
    private static final class Wall {
        private final int room;
        private final PriorityQueue<Hung> hung = new PriorityQueue<>(Comparator.comparingDouble(Hung::score)
                .thenComparing(each -> each.example().id()));

        Wall(int room) {
            this.room = room;
        }

        boolean wants(double score) {
            Hung least = hung.peek();
            return score > 0 && (least == null || hung.size() < room || score > least.score());
        }

        void hang(double score, Example example) {
            hung.add(new Hung(score, example));
            if (hung.size() > room) {
                hung.remove();
            }
        }
    }

    void add(Exchange exchange, String prompt, List<Compared> results) {
        Map<Wall, Double> wanted = new LinkedHashMap<>();
        double score = score(results);
        want(wanted, whole, score);
        for (Compared compared : results) {
            if (compared.pair() == Pair.CANDIDATE && !PASSED_OVER.contains(compared.comparator())) {
                Wall wall = walls.computeIfAbsent(compared.comparator(), any -> new Wall(OF_EACH));
                want(wanted, wall, Divergences.of(compared.comparison()));
            }
        }
        if (!wanted.isEmpty()) {
            Example example = Examples.of(exchange, prompt, score, results);
            wanted.forEach((wall, far) -> wall.hang(far, example));
        }
    }

    private static void want(Map<Wall, Double> wanted, Wall wall, double score) {
        if (wall.wants(score)) {
            wanted.put(wall, score);
        }
    }

    /** The mean over comparators of the candidate's divergence less the control's. */
    private static double score(List<Compared> results) {
        double sum = 0;
        int comparators = 0;
        for (Compared compared : results) {
            if (PASSED_OVER.contains(compared.comparator())
                    || compared.comparison() instanceof Comparison.NotComparable) {
                continue;
            }
            double divergence = Divergences.of(compared.comparison());
            sum += compared.pair() == Pair.CANDIDATE ? divergence : -divergence;
            comparators += compared.pair() == Pair.CANDIDATE ? 1 : 0;
        }
        return comparators == 0 ? 0 : sum / comparators;
    }

    /** Each exchange once, the farthest on the whole first. */
    List<Example> examples() {
        Map<String, Example> all = new LinkedHashMap<>();
        walls.values()
                .forEach(
                        wall -> wall.hung.forEach(hung -> all.put(hung.example().id(), hung.example())));
        whole.hung.forEach(hung -> all.put(hung.example().id(), hung.example()));
        List<Example> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingDouble(Example::score).reversed().thenComparing(Example::id));
        return List.copyOf(sorted.subList(0, Math.min(MOST, sorted.size())));
    }
}

package dev.understudy.verdict;

import dev.understudy.verdict.rule.Bound;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Metric;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.rule.Rule;
import dev.understudy.verdict.rule.Statistic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What to keep evidence of. */
public final class Estimands {
    private Estimands() {}

    /**
     * What the gate's rules need and, for every comparator, what people look at without a gate: how far the candidate is
     * from live beyond the noise, and the standard metrics of both arms.
     *
     * @param comparators those that run
     * @param control whether there is a control to tell the noise by
     */
    public static List<Estimand> of(Gate gate, Collection<String> comparators, boolean control, MetricTable metrics) {
        Map<String, Estimand> all = new LinkedHashMap<>();
        for (Rule rule : gate.rules()) {
            for (Bound bound : rule.bounds()) {
                all.putIfAbsent(bound.estimand().key(), bound.estimand());
            }
        }
        for (String comparator : comparators) {
            Reference noise = control ? Reference.NOISE : Reference.NONE;
            Metric distance = metrics.resolve(comparator + ".distance");
            add(all, new Estimand(distance, noise, control ? 1 : 0));
            standard(comparator, metrics).forEach(metric -> add(all, new Estimand(metric, Reference.LIVE, 1)));
        }
        return List.copyOf(all.values());
    }

    /** As {@link #of}, and all that the comparators declare beside: for a report that shows every respect. */
    public static List<Estimand> everything(
            Gate gate, Collection<String> comparators, boolean control, MetricTable metrics) {
        Map<String, Estimand> all = new LinkedHashMap<>();
        of(gate, comparators, control, metrics).forEach(estimand -> add(all, estimand));
        for (String comparator : comparators) {
            for (Metric metric : metrics.declared(comparator)) {
                boolean ofPair = metric.measure().comparesAnswers();
                Reference reference = !ofPair ? Reference.LIVE : control ? Reference.NOISE : Reference.NONE;
                add(all, new Estimand(metric, reference, reference == Reference.NONE ? 0 : 1));
            }
        }
        return List.copyOf(all.values());
    }

    private static void add(Map<String, Estimand> all, Estimand estimand) {
        all.putIfAbsent(estimand.key(), estimand);
    }

    private static List<Metric> standard(String comparator, MetricTable metrics) {
        List<Metric> standard = new ArrayList<>();
        for (MetricTable.Entry entry : metrics.of(comparator)) {
            if (entry.usual() == null) {
                standard.add(metrics.resolve(entry.base() + ".mean"));
            } else if (entry.usual() instanceof Statistic.Rate && !entry.base().endsWith("_rate")) {
                standard.add(metrics.resolve(entry.base() + (entry.base().indexOf('.') < 0 ? ".rate" : "")));
            }
        }
        return standard;
    }
}

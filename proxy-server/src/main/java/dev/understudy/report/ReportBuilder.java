package dev.understudy.report;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Exchange;
import dev.understudy.report.ComparatorReport.Point;
import dev.understudy.report.Finding.Direction;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.Estimands;
import dev.understudy.verdict.Evidence;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.Turn;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Measure;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.sequence.Interval;
import dev.understudy.verdict.sequence.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers a {@link Report} from exchanges as they are compared. Keeps counts, a few examples and the verdict's evidence, whose
 * size does not depend on how many there are. Not thread-safe.
 */
public final class ReportBuilder {
    /** Points of a course: as many as a small chart can show. */
    private static final int POINTS = 48;

    private final Gate gate;
    private final boolean control;
    private final Evidence evidence;
    private final long step;
    private final Map<String, PairCounter> candidates = new LinkedHashMap<>();
    private final Map<String, PairCounter> controls = new LinkedHashMap<>();
    private final Map<String, List<Point>> courses = new LinkedHashMap<>();
    private final Gallery gallery = new Gallery();
    private long exchanges;
    private long withControl;

    /**
     * @param comparators names of those that run, in order
     * @param control whether any exchange has a control
     * @param expected about how many exchanges will come; decides how closely their course is followed
     */
    public ReportBuilder(Gate gate, List<String> comparators, boolean control, MetricTable metrics, long expected) {
        this.gate = gate;
        this.control = control;
        this.evidence = new Evidence(Estimands.everything(gate, comparators, control, metrics));
        this.step = Math.max(1, expected / POINTS);
        for (String comparator : comparators) {
            candidates.put(comparator, new PairCounter());
            controls.put(comparator, new PairCounter());
            courses.put(comparator, new ArrayList<>());
        }
    }

    /** Adds an exchange with what was said of it. */
    public void add(Exchange exchange, String prompt, List<Compared> results) {
        exchanges++;
        withControl += exchange.control() == null ? 0 : 1;
        for (Compared compared : results) {
            PairCounter counter =
                    (compared.pair() == Pair.CANDIDATE ? candidates : controls).get(compared.comparator());
            if (counter != null) {
                counter.add(compared.comparison());
            }
        }
        gallery.add(exchange, prompt, results);
        evidence.add(new Turn(exchange.conversation(), exchange.at(), exchange.stratum(), results));
        if (exchanges % step == 0) {
            follow();
        }
    }

    private void follow() {
        for (Estimand estimand : evidence.estimands()) {
            List<Point> course = courses.get(estimand.metric().comparator());
            if (course != null && isDistance(estimand) && course.size() < 2 * POINTS) {
                Tally tally = tally(estimand);
                if (tally.units() > 0) {
                    Interval interval = tally.interval(alpha(), alpha());
                    course.add(new Point(tally.exchanges(), tally.estimate(), interval.lower(), interval.upper()));
                }
            }
        }
    }

    /** The comparator's divergence as it is held against the noise; rules with a factor have others beside. */
    private boolean isDistance(Estimand estimand) {
        boolean against = control
                ? estimand.reference() == Reference.NOISE && estimand.factor() == 1
                : estimand.reference() == Reference.NONE;
        return against && estimand.metric().measure() instanceof Measure.Divergence;
    }

    private Tally tally(Estimand estimand) {
        return evidence.tally(estimand).orElseThrow();
    }

    /** Of each end of an interval. */
    private double alpha() {
        return (1 - gate.confidence()) / 2;
    }

    /** What was gathered. Nothing may be added any more: conversations that run are closed. */
    public Report build(Report.Labels labels, List<String> notes) {
        return build(labels, notes, Coverage.unknown());
    }

    /** @param coverage what became of the exchanges that were to be compared */
    public Report build(Report.Labels labels, List<String> notes, Coverage coverage) {
        evidence.closeAll();
        follow();
        Verdict verdict = Verdict.of(gate, evidence, coverage);
        Map<String, List<Finding>> findings = findings(verdict);
        List<ComparatorReport> comparators = new ArrayList<>();
        candidates.forEach((name, counter) -> comparators.add(comparator(name, counter, findings)));
        return new Report(labels, notes, verdict, exchanges, withControl, comparators, gallery.examples());
    }

    private ComparatorReport comparator(String name, PairCounter counter, Map<String, List<Finding>> findings) {
        List<Finding> own = findings.getOrDefault(name, List.of());
        Finding distance = own.stream()
                .filter(finding -> isDistance(finding.effect().estimand()))
                .findFirst()
                .orElseThrow();
        List<Finding> qualities =
                own.stream().filter(finding -> finding != distance).toList();
        return new ComparatorReport(
                name,
                counter.totals(),
                withControl == 0
                        ? null
                        : controls.getOrDefault(name, new PairCounter()).totals(),
                distance,
                qualities,
                courses.getOrDefault(name, List.of()));
    }

    /** Differences are claimed of all findings together (Bonferroni): with many respects one would differ by chance. */
    private Map<String, List<Finding>> findings(Verdict verdict) {
        List<Effect> seen = verdict.effects().stream()
                .filter(effect -> effect.conversations() > 0)
                .toList();
        long claims = seen.stream().filter(ReportBuilder::compares).count();
        double alpha = alpha() / Math.max(1, claims);
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        for (Effect effect : verdict.effects()) {
            boolean claimed = effect.conversations() > 0 && compares(effect);
            Direction direction = claimed ? direction(tally(effect.estimand()).interval(alpha, alpha)) : Direction.NONE;
            findings.computeIfAbsent(effect.estimand().metric().comparator(), any -> new ArrayList<>())
                    .add(new Finding(effect, Aspect.of(effect.estimand().metric()), direction));
        }
        return findings;
    }

    private static boolean compares(Effect effect) {
        return effect.estimand().reference() != Reference.NONE
                && effect.estimand().factor() == 1;
    }

    private static Direction direction(Interval interval) {
        if (interval.lower() > 0) {
            return Direction.HIGHER;
        }
        return interval.upper() < 0 ? Direction.LOWER : Direction.NONE;
    }
}

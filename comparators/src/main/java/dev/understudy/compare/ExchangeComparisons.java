package dev.understudy.compare;

import dev.understudy.canonical.request.Loss;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one shadow's comparators over an exchange: candidate against live and, on the control sub-sample, control against
 * live with the very same comparators. Thread-safe; the only state is which comparators were already complained about.
 */
public final class ExchangeComparisons {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExchangeComparisons.class);

    private static final int MAX_NAMED = 5;

    private final List<Comparator> comparators;
    private final AtomicIntegerArray complained;

    public ExchangeComparisons(List<Comparator> comparators) {
        this.comparators = List.copyOf(comparators);
        this.complained = new AtomicIntegerArray(comparators.size());
    }

    public List<Comparator> comparators() {
        return comparators;
    }

    /**
     * Every comparator once for each pair, in the order of configuration, candidate pairs first. Never throws for what a
     * comparator does: one that fails is {@link Comparison.NotComparable}, and is logged the first time.
     */
    public List<Compared> compare(Exchange exchange) {
        return compare(exchange, true);
    }

    /** Whether any of them takes long. */
    public boolean takesLong() {
        return comparators.stream().anyMatch(Comparator::takesLong);
    }

    /**
     * As {@link #compare(Exchange)}.
     *
     * @param longOnes whether those that take long run too; otherwise they are not comparable and say why
     */
    public List<Compared> compare(Exchange exchange, boolean longOnes) {
        return compare(exchange, longOnes, Map.of());
    }

    /**
     * As {@link #compare(Exchange, boolean)}.
     *
     * @param opinions what somebody said of the pairs who was asked before
     */
    public List<Compared> compare(Exchange exchange, boolean longOnes, Map<Pair, Opinion> opinions) {
        Answer control = exchange.control();
        List<Compared> results = new ArrayList<>(comparators.size() * (control == null ? 1 : 2));
        Sides sides = Sides.of(exchange, exchange.candidate(), opinions.get(Pair.CANDIDATE));
        run(new Task(exchange, Pair.CANDIDATE, sides), longOnes, results);
        if (control != null) {
            Sides noise = sides.beside(control, opinions.get(Pair.CONTROL));
            run(new Task(exchange, Pair.CONTROL, noise), longOnes, results);
        }
        return Collections.unmodifiableList(results);
    }

    /** Whether the answers of a pair can be compared for what they say, by whoever does. */
    public static boolean fit(Exchange exchange, Pair pair) {
        return unfit(exchange, pair) == null;
    }

    /** One pair of an exchange. */
    private record Task(Exchange exchange, Pair pair, Sides sides) {}

    private void run(Task task, boolean longOnes, List<Compared> results) {
        String unfit = unfit(task.exchange(), task.pair());
        for (int i = 0; i < comparators.size(); i++) {
            Comparator comparator = comparators.get(i);
            results.add(new Compared(comparator.name(), task.pair(), comparison(i, comparator, unfit, longOnes, task)));
        }
    }

    private Comparison comparison(
            int index, Comparator comparator, @Nullable String unfit, boolean longOnes, Task task) {
        if (unfit != null && !comparator.judgesFailures()) {
            return Comparison.notComparable(unfit);
        }
        return comparator.takesLong() && !longOnes
                ? Comparison.notComparable("too much to compare at this moment")
                : guarded(index, comparator, task);
    }

    /** Why what the answers say cannot be compared, or null when it can. */
    private static @Nullable String unfit(Exchange exchange, Pair pair) {
        if (exchange.stratum() == Stratum.LIVE_FAILED) {
            return "live failed: only failures and times are compared";
        }
        Translation translation = exchange.translation();
        if (pair == Pair.CONTROL || translation == null || translation.comparable()) {
            return null;
        }
        return translation.losses().stream()
                .filter(loss -> loss.kind() == Loss.Kind.DROPPED)
                .map(Loss::field)
                .distinct()
                .limit(MAX_NAMED)
                .collect(Collectors.joining(", ", "translation lost ", ""));
    }

    private Comparison guarded(int index, Comparator comparator, Task task) {
        try {
            @Nullable Comparison comparison = comparator.compare(task.sides());
            return comparison != null
                    ? comparison
                    : failed(index, comparator, new NullPointerException("no comparison"));
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            // Comparators may come from others: one that is broken must not cost the results of its neighbours.
            return failed(index, comparator, fault);
        }
    }

    private Comparison failed(int index, Comparator comparator, Throwable fault) {
        if (complained.compareAndSet(index, 0, 1)) {
            // The stack but not the message: it may quote an answer.
            LOGGER.error(
                    "comparator {} failed and says nothing of such pairs; logged once: {} at {}",
                    comparator.name(),
                    fault.getClass().getName(),
                    fault.getStackTrace());
        }
        return Comparison.notComparable("comparator failed: " + fault.getClass().getName());
    }
}

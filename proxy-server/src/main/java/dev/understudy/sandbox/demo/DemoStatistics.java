package dev.understudy.sandbox.demo;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Usage;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.mirror.CostCalculator;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.sequence.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what the summary shows. Thread-safe; held for microseconds. Quality is counted where live answered. */
final class DemoStatistics implements ComparisonListener {
    private final CostCalculator prices;
    private final Differences differences = new Differences();
    private final Map<String, Map<Pair, Sample>> divergences = new LinkedHashMap<>();
    private final Map<Arm, ArmSamples> arms = new EnumMap<>(Arm.class);

    /** @param comparators to list, in this order; others follow as they appear */
    DemoStatistics(CostCalculator prices, List<String> comparators) {
        this.prices = prices;
        comparators.forEach(name -> divergences.put(name, new EnumMap<>(Pair.class)));
        for (Arm arm : Arm.values()) {
            arms.put(arm, new ArmSamples());
        }
    }

    @Override
    public synchronized void compared(Exchange exchange, List<ComparisonEntry> entries) {
        if (exchange.stratum() != Stratum.NORMAL) {
            return;
        }
        entries.forEach(this::add);
        add(exchange.live());
        add(exchange.candidate());
        if (exchange.control() != null) {
            add(exchange.control());
        }
        differences.offer(exchange, entries);
    }

    private void add(ComparisonEntry entry) {
        Double divergence = divergence(entry.comparison());
        if (divergence != null) {
            divergences
                    .computeIfAbsent(entry.comparator(), name -> new EnumMap<>(Pair.class))
                    .computeIfAbsent(entry.pair(), pair -> new Sample())
                    .add(divergence);
        }
    }

    static @Nullable Double divergence(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            return match.divergence();
        }
        return comparison instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : null;
    }

    private void add(Answer answer) {
        ArmSamples samples = arms.get(answer.arm());
        if (samples != null && answer.succeeded()) {
            samples.add(answer, prices);
        }
    }

    /** @param verdict knows how sure each difference is; null where there is none yet */
    synchronized List<Effect> effects(@Nullable Verdict verdict) {
        List<Effect> effects = new ArrayList<>();
        divergences.forEach((name, pairs) -> effects.add(new Effect(
                name,
                pairs.getOrDefault(Pair.CANDIDATE, new Sample()).mean(),
                pairs.getOrDefault(Pair.CONTROL, new Sample()).mean(),
                excess(verdict, name))));
        return effects;
    }

    private static Interval excess(@Nullable Verdict verdict, String comparator) {
        return verdict == null
                ? Interval.ANYTHING
                : verdict.effects().stream()
                        .filter(effect -> effect.estimand().reference() == Reference.NOISE)
                        .filter(effect -> effect.estimand().metric().name().equals(comparator + ".distance"))
                        .findFirst()
                        .map(dev.understudy.verdict.Effect::interval)
                        .orElse(Interval.ANYTHING);
    }

    synchronized Map<Arm, ArmNumbers> arms() {
        Map<Arm, ArmNumbers> numbers = new EnumMap<>(Arm.class);
        arms.forEach((arm, samples) -> numbers.put(arm, samples.numbers()));
        return numbers;
    }

    synchronized List<Difference> differences() {
        return differences.list();
    }

    private static final class ArmSamples {
        private final Recent firstToken = new Recent();
        private final Recent total = new Recent();
        private final Sample outputTokens = new Sample();
        private final Sample cost = new Sample();
        private final Sample granted = new Sample();

        void add(Answer answer, CostCalculator prices) {
            Completion completion = answer.completion();
            total.add(answer.timing().durationNanos() / 1e9);
            Long first = answer.timing().firstTokenNanos();
            if (first != null) {
                firstToken.add(first / 1e9);
            }
            Usage usage = completion.usage();
            if (usage != null && usage.outputTokens() != null) {
                outputTokens.add(usage.outputTokens());
            }
            BigDecimal billed = CostCalculator.billed(prices.price(completion.model()), usage);
            if (billed != null) {
                cost.add(billed.doubleValue());
            }
            Verdicts.grants(answer).ifPresent(yes -> granted.add(yes ? 1 : 0));
        }

        ArmNumbers numbers() {
            return new ArmNumbers(
                    firstToken.median(), total.median(), outputTokens.mean(), cost.mean(), granted.mean());
        }
    }
}

package dev.understudy.publish;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import io.prometheus.client.exemplars.Exemplar;
import java.math.BigDecimal;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one arm of one shadow counts. Written by mirror workers. An arm that never answered has no series. */
final class ArmMeters {
    private static final String[] TOKEN_TYPES = {"input", "cached_input", "output", "reasoning"};
    private static final ErrorKind[] ERROR_KINDS = ErrorKind.values();

    private final String shadow;
    private final String arm;
    private final boolean control;
    private final Distribution duration;
    private final Distribution firstToken;
    private final LongAdder answers = new LongAdder();
    private final LongAdder[] tokens = adders(TOKEN_TYPES.length);
    private final LongAdder[] errors = adders(ERROR_KINDS.length);
    private final DoubleAdder cost = new DoubleAdder();
    private final LongAdder costKnown = new LongAdder();
    private final LongAdder costUnknown = new LongAdder();

    ArmMeters(String shadow, Arm arm) {
        this.shadow = shadow;
        this.arm = arm.label();
        this.control = arm == Arm.CONTROL;
        this.duration = new Distribution(Metric.ARM_DURATION, shadow, this.arm);
        this.firstToken = new Distribution(Metric.ARM_TIME_TO_FIRST_TOKEN, shadow, this.arm);
    }

    static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void answered(Answer answer, @Nullable BigDecimal costUsd) {
        answers.increment();
        // A fast 429 would make an arm look quick, so failures count as errors and not as durations.
        if (answer.succeeded()) {
            duration.recordNanos(answer.timing().durationNanos());
            Long first = answer.timing().firstTokenNanos();
            if (first != null) {
                firstToken.recordNanos(first);
            }
        } else {
            errors[kind(answer).ordinal()].increment();
        }
        count(answer.completion().usage());
        if (costUsd == null) {
            costUnknown.increment();
        } else {
            costKnown.increment();
            cost.add(costUsd.doubleValue());
        }
    }

    /** @param timeToFirstToken null where the answer was not streamed */
    void exemplify(Exemplar seconds, @Nullable Exemplar timeToFirstToken) {
        duration.exemplify(seconds);
        if (timeToFirstToken != null) {
            firstToken.exemplify(timeToFirstToken);
        }
    }

    private void count(@Nullable Usage usage) {
        if (usage != null) {
            add(0, usage.inputTokens());
            add(1, usage.cachedInputTokens());
            add(2, usage.outputTokens());
            add(3, usage.reasoningTokens());
        }
    }

    private void add(int type, @Nullable Long count) {
        // Providers' numbers are input: a negative one must not turn a counter back.
        if (count != null && count > 0) {
            tokens[type].add(count);
        }
    }

    static ErrorKind kind(Answer answer) {
        ProviderError error = answer.completion().error();
        if (error != null) {
            return error.kind();
        }
        return answer.ending() == Ending.COMPLETE ? ErrorKind.OTHER : ErrorKind.TRUNCATED;
    }

    void collect(Samples samples) {
        if (answers.sum() == 0) {
            return;
        }
        samples.add(Metric.ARM_DURATION, duration);
        samples.add(Metric.ARM_TIME_TO_FIRST_TOKEN, firstToken);
        for (int i = 0; i < tokens.length; i++) {
            samples.add(Metric.ARM_TOKENS, tokens[i].sum(), shadow, arm, TOKEN_TYPES[i]);
        }
        for (int i = 0; i < errors.length; i++) {
            long count = errors[i].sum();
            // Alerts hold candidate against live, so those two are there from zero on; control's kinds as they come.
            if (count > 0 || !control) {
                samples.add(Metric.ARM_ERRORS, count, shadow, arm, ERROR_KINDS[i].label());
            }
        }
        // An unknown cost is unknown, never zero: without a known one there is no series.
        if (costKnown.sum() > 0) {
            samples.add(Metric.ARM_COST, cost.sum(), shadow, arm);
        }
        samples.add(Metric.ARM_COST_UNKNOWN, costUnknown.sum(), shadow, arm);
    }
}

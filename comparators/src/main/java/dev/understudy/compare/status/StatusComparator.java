package dev.understudy.compare.status;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Qualities;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether both answers arrived, and how they ended. A ladder rather than a distance: 1 when one succeeded and the other
 * failed, 0.5 when both succeeded or both failed but for another reason (finish reason, error kind), 0.25 when only the
 * HTTP status or the ending differs.
 */
final class StatusComparator implements Comparator {
    static final String NAME = "status";

    private static final double OTHER_FATE = 1;
    private static final double OTHER_REASON = 0.5;
    private static final double OTHER_CODE = 0.25;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean judgesFailures() {
        return true;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        double divergence = divergence(live, other);
        return Comparison.of(
                divergence == 0, divergence, qualities(live), qualities(other), explain(divergence, live, other));
    }

    private static double divergence(Answer live, Answer other) {
        if (live.succeeded() != other.succeeded()) {
            return OTHER_FATE;
        }
        if (live.completion().finishReason() != other.completion().finishReason() || kind(live) != kind(other)) {
            return OTHER_REASON;
        }
        return live.status() != other.status() || live.ending() != other.ending() ? OTHER_CODE : 0;
    }

    private static String explain(double divergence, Answer live, Answer other) {
        return divergence == 0
                ? "both " + described(live)
                : live.arm().label() + " " + described(live) + "; "
                        + other.arm().label() + " " + described(other);
    }

    private static String described(Answer answer) {
        FinishReason reason = answer.completion().finishReason();
        return Judgeable.fate(answer) + (reason == null ? "" : " (" + reason.label() + ")");
    }

    private static Map<String, Double> qualities(Answer answer) {
        FinishReason reason = answer.completion().finishReason();
        return new Qualities()
                .add("http_status", answer.status())
                .add("error", answer.succeeded() ? 0 : 1)
                .add("cut_at_length", reason == FinishReason.LENGTH ? 1 : 0)
                .add("content_filtered", reason == FinishReason.CONTENT_FILTER ? 1 : 0)
                .toMap();
    }

    private static @Nullable ErrorKind kind(Answer answer) {
        ProviderError error = answer.completion().error();
        return error == null ? null : error.kind();
    }
}

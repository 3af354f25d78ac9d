package dev.understudy.admin;

import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.ShadowStatus;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where exchanges stay behind on the way from eligible to compared: each step is a part of the one before, and what is missing has
 * its reasons. Exchanges that are under way stand in the step that they have yet to take.
 */
final class Funnel {
    /** The steps after the first. */
    private enum Step {
        /** The rules and the draw took it. */
        SAMPLED,
        /** The candidate was asked and gave an answer. */
        ANSWERED,
        /** The answers were compared. */
        COMPARED
    }

    private Funnel() {}

    /** The step that an exchange with this outcome did not take; for the good outcomes, COMPARED, which it took. */
    private static Step missed(Outcome outcome) {
        return switch (outcome) {
            case NOT_MATCHED,
                    NOT_SAMPLED,
                    SKIPPED_ENDPOINT,
                    SKIPPED_LOOP,
                    SKIPPED_PROVIDER_STATE,
                    SKIPPED_SERVER_TOOLS,
                    SKIPPED_CONTENT,
                    SKIPPED_MEDIA,
                    SKIPPED_SIGNED,
                    RULE_ERROR,
                    MALFORMED_REQUEST -> Step.SAMPLED;
            case CLIENT_GONE,
                    DROPPED_BODY_LIMIT,
                    DROPPED_CAPTURE_BUDGET,
                    DROPPED_LIVE_LATE,
                    DROPPED_QUEUE_FULL,
                    DROPPED_QUEUE_TIMEOUT,
                    DROPPED_RATE,
                    DROPPED_SPEND,
                    DROPPED_HEADROOM,
                    DROPPED_BREAKER_OPEN,
                    REFUSED_EGRESS,
                    DISABLED,
                    SHUTDOWN,
                    CANDIDATE_UNREACHABLE,
                    CANDIDATE_TIMED_OUT,
                    CANDIDATE_TRUNCATED,
                    CANDIDATE_MALFORMED -> Step.ANSWERED;
            case LIVE_TRUNCATED, INTERNAL_ERROR, COMPARED, COMPARED_LIVE_FAILED -> Step.COMPARED;
        };
    }

    /** The steps in order, with what was lost on the way to each. */
    static ArrayNode steps(ShadowStatus status) {
        ArrayNode steps = JsonMapper.shared().createArrayNode();
        steps.addObject()
                .put("step", "eligible")
                .put("count", status.eligible())
                .put("open", 0)
                .putObject("lost");
        long left = status.eligible();
        for (Step step : Step.values()) {
            ObjectNode losses = JsonMapper.shared().createObjectNode();
            long open = step == Step.ANSWERED ? status.open() : 0;
            left -= lost(step, status.outcomes(), losses) + open;
            steps.addObject()
                    .put("step", step.name().toLowerCase(Locale.ROOT))
                    .put("count", left)
                    .put("open", open)
                    .set("lost", losses);
        }
        return steps;
    }

    private static long lost(Step step, Map<Outcome, Long> outcomes, ObjectNode losses) {
        long lost = 0;
        for (Map.Entry<Outcome, Long> entry : outcomes.entrySet()) {
            Outcome.Blame blame = entry.getKey().blame();
            if (blame != Outcome.Blame.NONE && entry.getValue() > 0 && missed(entry.getKey()) == step) {
                losses.putObject(entry.getKey().label())
                        .put("count", entry.getValue())
                        .put("blame", blame.name().toLowerCase(Locale.ROOT));
                lost += entry.getValue();
            }
        }
        return lost;
    }
}

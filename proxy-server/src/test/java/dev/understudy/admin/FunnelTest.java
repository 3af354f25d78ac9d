package dev.understudy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.BreakerState;
import dev.understudy.mirror.ShadowStatus;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FunnelTest {
    static ShadowStatus status(Map<Outcome, Long> outcomes, long open) {
        long eligible =
                open + outcomes.values().stream().mapToLong(Long::longValue).sum();
        return new ShadowStatus("s", "r", true, BreakerState.CLOSED, 0, 0, BigDecimal.ZERO, eligible, open, outcomes);
    }

    @Test
    void steps_ofEveryOutcome_addUpToTheLast() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, 1L << outcome.ordinal());
        }
        JsonNode steps = Funnel.steps(status(outcomes, 7));

        assertThat(steps.valueStream().map(step -> step.get("step").asString()))
                .containsExactly("eligible", "sampled", "answered", "compared");
        for (int i = 1; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            long lost = step.get("lost")
                    .valueStream()
                    .mapToLong(loss -> loss.get("count").asLong())
                    .sum();
            assertThat(step.get("count").asLong() + step.get("open").asLong() + lost)
                    .isEqualTo(steps.get(i - 1).get("count").asLong());
        }
        assertThat(steps.get(3).get("count").asLong())
                .isEqualTo(outcomes.get(Outcome.COMPARED) + outcomes.get(Outcome.COMPARED_LIVE_FAILED));
    }

    @Test
    void steps_lossesStandWhereTheyHappenWithTheirBlame() {
        Map<Outcome, Long> outcomes =
                Map.of(Outcome.NOT_SAMPLED, 60L, Outcome.DROPPED_QUEUE_FULL, 2L, Outcome.LIVE_TRUNCATED, 1L);
        JsonNode steps = Funnel.steps(status(outcomes, 0));

        assertThat(steps.at("/1/lost")).hasToString("{\"not_sampled\":{\"count\":60,\"blame\":\"rule\"}}");
        assertThat(steps.at("/2/lost")).hasToString("{\"dropped_queue_full\":{\"count\":2,\"blame\":\"bound\"}}");
        assertThat(steps.at("/3/lost")).hasToString("{\"live_truncated\":{\"count\":1,\"blame\":\"live\"}}");
    }
}

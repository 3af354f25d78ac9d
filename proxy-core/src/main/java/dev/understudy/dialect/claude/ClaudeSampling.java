package dev.understudy.dialect.claude;

import dev.understudy.canonical.request.Sampling;
import dev.understudy.dialect.wire.Losses;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a model may be told to draw its tokens: what another dialect says, brought into what the model does not refuse. */
public record ClaudeSampling(
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        @Nullable BigDecimal topK) {
    private static final ClaudeSampling NONE = new ClaudeSampling(null, null, null);
    private static final BigDecimal LEAST_TOP_P_WITH_THINKING = new BigDecimal("0.95");

    /** @param thinking whether the model thinks before it answers, which allows less */
    public static ClaudeSampling of(Sampling sampling, ClaudeModel model, boolean thinking, Losses losses) {
        if (!model.takesSampling()) {
            refused("temperature", sampling.temperature(), losses);
            refused("top_p", sampling.topP(), losses);
            refused("top_k", sampling.topK(), losses);
            return NONE;
        }
        BigDecimal temperature = sampling.temperature();
        BigDecimal topP = losses.within("sampling.top_p", sampling.topP(), 0, 1);
        BigDecimal topK = sampling.topK();
        if (thinking) {
            boolean one = temperature != null && temperature.compareTo(BigDecimal.ONE) == 0;
            temperature = withThinking("temperature", temperature, one, losses);
            topK = withThinking("top_k", topK, false, losses);
            boolean high = topP != null && topP.compareTo(LEAST_TOP_P_WITH_THINKING) >= 0;
            topP = withThinking("top_p", topP, high, losses);
        }
        if (temperature != null && topP != null && model.takesTemperatureOrTopPOnly()) {
            losses.dropped("sampling.top_p", "the model takes the temperature or this");
            topP = null;
        }
        return new ClaudeSampling(losses.within("sampling.temperature", temperature, 0, 1), topP, topK);
    }

    private static @Nullable BigDecimal withThinking(
            String name, @Nullable BigDecimal value, boolean allowed, Losses losses) {
        if (value == null || allowed) {
            return value;
        }
        losses.dropped("sampling." + name, "refused while the model thinks");
        return null;
    }

    private static void refused(String name, @Nullable BigDecimal value, Losses losses) {
        if (value != null) {
            losses.dropped("sampling." + name, "the model does not take it");
        }
    }
}

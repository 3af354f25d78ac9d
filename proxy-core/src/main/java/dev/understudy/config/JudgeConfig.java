package dev.understudy.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model that is asked which of two answers is better: a provider call of Understudy's own, with its own endpoint,
 * credentials and bounds. Immutable.
 *
 * @param credentials never inherited: the client's do not reach a judge (law 7)
 * @param dialect the wire format that the endpoint speaks; there is no {@code same}
 * @param path target to ask for instead of the dialect's usual one, or null; {@code {model}} stands for the model
 * @param set top-level (or dotted) body fields of the question and their values, in order
 * @param rubric what makes an answer better, in words; null for the usual one
 * @param systemPrompt whether the judge sees the system prompt of the client's request
 * @param bothOrders whether each pair is asked about twice, in both orders; opinions that contradict each other are a tie
 * @param percent share of the compared exchanges that is judged, 0 to 100
 * @param limits {@code in_flight} and {@code queue} count pairs; {@code rate} pairs begun; {@code body} is the largest question
 * @param breaker when a judge that fails is left alone for a while
 */
public record JudgeConfig(
        UpstreamConfig upstream,
        CredentialsConfig credentials,
        String dialect,
        @Nullable String path,
        String model,
        Map<String, JsonNode> set,
        @Nullable String rubric,
        boolean systemPrompt,
        boolean bothOrders,
        double percent,
        LimitsConfig limits,
        BreakerConfig breaker) {

    /** A judge is slow and costs money: few at once, and questions that a model can still weigh. */
    public static final LimitsConfig LIMITS = new LimitsConfig(
            4, 32, null, null, new ByteSize(256 << 10), new ByteSize(256 << 10), Duration.ofMinutes(1));

    /** A judge is asked less often than a candidate, and each question costs. */
    public static final BreakerConfig BREAKER = new BreakerConfig(5, Duration.ofSeconds(30));

    public static final String DIALECT = "openai-chat";
    private static final int LONGEST_RUBRIC = 20_000;

    public JudgeConfig {
        ConfigException.check(
                !credentials.inherit(), "credentials", "inherit", "credentials of its own: a judge has no client");
        ConfigException.check(!model.isBlank(), "model", model, "a model name");
        ConfigException.check(
                path == null || CandidateConfig.isPath(path), "path", path, "a path such as /judge/{model}/chat");
        ConfigException.check(percent >= 0 && percent <= 100, "percent", percent, "0 to 100");
        ConfigException.check(
                rubric == null || (!rubric.isBlank() && rubric.length() <= LONGEST_RUBRIC),
                "rubric",
                rubric == null ? "" : rubric.length() + " characters",
                "1 to " + LONGEST_RUBRIC + " characters");
        set = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }
}

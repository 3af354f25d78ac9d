package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Sampling;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.RequestPieces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sampling parameters of {@code generationConfig}.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generationconfig">Gemini API, GenerationConfig</a>
 */
final class GeminiSampling {
    private static final int MOST_STOPS = 5;

    private GeminiSampling() {}

    static Sampling read(Fields config) {
        BigDecimal temperature = config.number("temperature");
        BigDecimal topP = config.number("topP");
        BigDecimal topK = config.number("topK");
        Long limit = config.count("maxOutputTokens");
        List<String> stop = stop(config);
        BigDecimal frequencyPenalty = config.number("frequencyPenalty");
        BigDecimal presencePenalty = config.number("presencePenalty");
        Long seed = config.integer("seed");
        Long answers = config.count("candidateCount");
        return new Sampling(
                temperature,
                topP,
                topK,
                limit,
                stop,
                frequencyPenalty,
                presencePenalty,
                seed,
                answers,
                RequestPieces.logprobs(config, "responseLogprobs", "logprobs"));
    }

    private static List<String> stop(Fields config) {
        List<String> texts = new ArrayList<>();
        JsonNode stop = config.peek("stopSequences");
        for (JsonNode text : Spelling.list(stop)) {
            if (!text.isString()) {
                return List.of();
            }
            texts.add(text.stringValue());
        }
        if (!texts.isEmpty()) {
            config.take("stopSequences");
        }
        return texts;
    }

    static void write(Sampling sampling, ObjectNode config, boolean alternativesStated, boolean same, Losses losses) {
        number(config, "temperature", within("temperature", sampling.temperature(), 0, 2, same, losses));
        number(config, "topP", within("top_p", sampling.topP(), 0, 1, same, losses));
        number(config, "topK", sampling.topK());
        count(config, "maxOutputTokens", sampling.maxOutputTokens());
        stop(sampling.stop(), config, same, losses);
        number(
                config,
                "frequencyPenalty",
                within("frequency_penalty", sampling.frequencyPenalty(), -2, 2, same, losses));
        number(config, "presencePenalty", within("presence_penalty", sampling.presencePenalty(), -2, 2, same, losses));
        whole(config, "seed", "seed", sampling.seed(), Integer.MIN_VALUE, Integer.MAX_VALUE, same, losses);
        whole(config, "candidateCount", "answers", sampling.answers(), 1, 8, same, losses);
        Long alternatives = sampling.topLogprobs();
        if (alternatives != null) {
            config.put("responseLogprobs", true);
            if (alternativesStated || (!same && alternatives > 0)) {
                whole(config, "logprobs", "top_logprobs", alternatives, 0, 20, same, losses);
            }
        }
    }

    private static void stop(List<String> stop, ObjectNode config, boolean same, Losses losses) {
        if (stop.isEmpty()) {
            return;
        }
        int most = same ? stop.size() : Math.min(stop.size(), MOST_STOPS);
        if (most < stop.size()) {
            losses.approximated("sampling.stop", "Gemini takes " + MOST_STOPS + ": the first ones");
        }
        ArrayNode texts = config.putArray("stopSequences");
        stop.subList(0, most).forEach(texts::add);
    }

    private static @Nullable BigDecimal within(
            String name, @Nullable BigDecimal value, long lowest, long highest, boolean same, Losses losses) {
        return same ? value : losses.within("sampling." + name, value, lowest, highest);
    }

    private static void whole(
            ObjectNode config,
            String field,
            String name,
            @Nullable Long value,
            long lowest,
            long highest,
            boolean same,
            Losses losses) {
        BigDecimal exact = value == null ? null : BigDecimal.valueOf(value);
        BigDecimal fitting = within(name, exact, lowest, highest, same, losses);
        if (fitting != null) {
            config.put(field, fitting.longValue());
        }
    }

    private static void number(ObjectNode config, String name, @Nullable BigDecimal value) {
        if (value != null) {
            config.put(name, value);
        }
    }

    private static void count(ObjectNode config, String name, @Nullable Long value) {
        if (value != null) {
            config.put(name, value);
        }
    }
}

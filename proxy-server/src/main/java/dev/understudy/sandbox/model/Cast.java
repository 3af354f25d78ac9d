package dev.understudy.sandbox.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The models that can be asked, by name. Besides the {@code sim-…} ones, names of well-known models answer too, so that an
 * application can be pointed here without changing its requests.
 */
public record Cast(Map<String, Personality> models) {
    private static final Personality LARGE =
            new Personality(0.01, 0.15, 0.25, 0, 1_000_000, new Pace(260, 14, 0.30, 3));
    private static final Personality SMALL = new Personality(0.12, 0.45, 0.10, 0, 200_000, new Pace(110, 7, 0.35, 4));
    private static final Personality VERBOSE =
            new Personality(0.04, 0.25, 0.95, 0, 1_000_000, new Pace(240, 12, 0.30, 3));
    private static final Personality REASONER =
            new Personality(0.00, 0.02, 0.15, 240, 400_000, new Pace(900, 12, 0.40, 4));

    private static final Personality JUDGE = new Personality(0, 0, 0, 0, 1_000_000, new Pace(180, 6, 0.30, 4));
    private static final Personality BIASED_JUDGE = new Personality(0, 1, 0, 0, 1_000_000, new Pace(180, 6, 0.30, 4));

    public static final Cast DEFAULT = new Cast(standard());

    public Cast {
        models = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    public Optional<Personality> find(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** These models and one more, or one of them replaced. */
    public Cast with(String name, Personality personality) {
        Map<String, Personality> more = new LinkedHashMap<>(models);
        more.put(name, personality);
        return new Cast(more);
    }

    private static Map<String, Personality> standard() {
        Map<String, Personality> models = new LinkedHashMap<>();
        models.put("sim-large", LARGE);
        models.put("sim-small", SMALL);
        models.put("sim-verbose", VERBOSE);
        models.put("sim-reasoner", REASONER);
        models.put("sim-judge", JUDGE);
        models.put("sim-biased-judge", BIASED_JUDGE);
        models.put("gpt-4o", LARGE);
        models.put("gpt-4.1", LARGE);
        models.put("gpt-4o-mini", SMALL);
        models.put("gpt-4.1-mini", SMALL);
        models.put("gpt-4.1-nano", SMALL);
        models.put("gpt-5", REASONER);
        models.put("gpt-5-mini", REASONER);
        models.put("gpt-5-nano", SMALL);
        models.put("claude-opus-4-5", LARGE);
        models.put("claude-sonnet-4-5", LARGE);
        models.put("claude-haiku-4-5", SMALL);
        models.put("gemini-2.5-pro", REASONER);
        models.put("gemini-2.5-flash", SMALL);
        models.put("gemini-2.0-flash", SMALL);
        models.put("llama3.2", SMALL);
        return models;
    }
}

package dev.understudy.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How pseudonyms are made, and the user's own policies. Immutable.
 *
 * @param key secret of the pseudonyms, or null for one of the process's own
 * @param rotate after how long everybody gets another pseudonym, counted from the epoch, so that replicas agree; null for
 *     never
 * @param policies by name, besides the built-in ones
 */
public record PrivacyConfig(@Nullable String key, @Nullable Duration rotate, Map<String, PolicyConfig> policies) {
    public static final PrivacyConfig DEFAULT = new PrivacyConfig(null, null, Map.of());
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    public PrivacyConfig {
        policies = Map.copyOf(policies);
        ConfigException.check(rotate == null || rotate.compareTo(SHORTEST) >= 0, "rotate", rotate, "1m or longer");
        for (Map.Entry<String, PolicyConfig> policy : policies.entrySet()) {
            ConfigException.check(
                    PolicyConfig.find(policy.getKey()) == null,
                    "policies." + policy.getKey(),
                    policy.getKey(),
                    "a name that is not built in");
        }
    }

    /** A policy of this name, built in or the user's own; null when there is none. */
    public @Nullable PolicyConfig policy(String name) {
        PolicyConfig own = policies.get(name);
        return own == null ? PolicyConfig.find(name) : own;
    }
}

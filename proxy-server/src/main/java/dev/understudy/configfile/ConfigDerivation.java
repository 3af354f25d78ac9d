package dev.understudy.configfile;

import dev.understudy.config.ProxyConfig;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a sandbox's configuration is still production's with another environment: other addresses, credentials, limits, samples
 * and candidates beside production's own, but the same live and the same judgement of the candidates that both have.
 */
public final class ConfigDerivation {
    /** Of a route, what decides live's answers; of a shadow, what the candidate is and how it is judged. */
    private static final Pattern DERIVED = Pattern.compile(
            "(?:routes\\[[^]]*]\\.(?:match|dialect|live\\b(?!\\.credentials))"
                    + "|routes\\[[^]]*]: added"
                    + "|shadows\\[[^]]*]\\.(?:route|when|candidate\\.(?:dialect|translation_loss|path|model|system_prompt|set|remove|patch)"
                    + "|start|anonymize|containment|compare|judge\\.(?:dialect|model|rubric|set|system_prompt|both_orders)|gate)\\b"
                    + "|prices).*",
            Pattern.DOTALL);

    private ConfigDerivation() {}

    /** What a sandbox has otherwise than production and should not, line by line; secrets masked. */
    public static List<String> differences(ProxyConfig production, ProxyConfig sandbox) {
        return ConfigDiff.between(production, sandbox).stream()
                .filter(line -> DERIVED.matcher(line).matches())
                .toList();
    }
}

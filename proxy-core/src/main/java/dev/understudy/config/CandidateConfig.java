package dev.understudy.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration on trial.
 *
 * @param dialect {@code same}, or the dialect that the request is translated to
 * @param translationLoss what a request is worth that could not be carried over whole
 * @param path target to ask for instead of live's or the dialect's usual one, null for those; {@code {model}} stands for
 *     the candidate's model and {@code {action}} for what follows the last colon of the usual target
 */
public record CandidateConfig(
        UpstreamConfig upstream,
        CredentialsConfig credentials,
        String dialect,
        VariantConfig variant,
        TranslationLoss translationLoss,
        @Nullable String path) {

    /** What becomes of an exchange whose translation dropped something. It is listed and counted in both cases. */
    public enum TranslationLoss {
        /** The answers are compared all the same. */
        IGNORE,
        /** Nothing that the answers say is compared; failures, times and cost still are. */
        NOT_COMPARABLE
    }

    private static final Pattern PATH = Pattern.compile("/([!$-;=?-z~]|\\{model}|\\{action})*");

    public CandidateConfig {
        ConfigException.check(
                path == null || isPath(path),
                "path",
                path,
                "a path such as /openai/deployments/{model}/chat/completions; placeholders are {model} and {action}");
    }

    /** Whether it can be a target, with the placeholders that a candidate's path may have. */
    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /** A candidate at the usual place, for which losses do not matter. */
    public CandidateConfig(
            UpstreamConfig upstream, CredentialsConfig credentials, String dialect, VariantConfig variant) {
        this(upstream, credentials, dialect, variant, TranslationLoss.IGNORE, null);
    }

    /** The same candidate somewhere else. */
    public CandidateConfig withUpstream(UpstreamConfig other) {
        return new CandidateConfig(other, credentials, dialect, variant, translationLoss, path);
    }

    /** The same candidate, asked under another account. */
    public CandidateConfig withCredentials(CredentialsConfig other) {
        return new CandidateConfig(upstream, other, dialect, variant, translationLoss, path);
    }
}

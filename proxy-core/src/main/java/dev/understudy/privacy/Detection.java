package dev.understudy.privacy;

import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Detector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one policy looks for, ready to be used. Immutable, thread-safe; shared by all exchanges of a policy. */
final class Detection {
    private final PolicyConfig policy;
    private final UserPatterns patterns;
    private final UserWords words;
    private final NationalPhones phones;
    private final @Nullable NameFinder names;

    Detection(PolicyConfig policy) {
        this.policy = policy;
        this.patterns = new UserPatterns(policy.patterns());
        this.words = new UserWords(policy.dictionaries());
        this.phones = new NationalPhones(policy.phoneRegions());
        if (looksFor(Detector.NAME)) {
            Lexicon.prepareNames();
        }
        this.names = policy.names() == null ? null : NameModels.opened(policy.names());
    }

    /** Whether a text without any {@link Cues} has nothing in it for this policy: names, and what users look for, have none. */
    boolean needsCues() {
        return words.isEmpty() && patterns.isEmpty() && !looksFor(Detector.NAME);
    }

    boolean looksFor(Kind kind) {
        return kind.isIn(policy.detect());
    }

    boolean looksFor(Detector detector) {
        return policy.detect().contains(detector);
    }

    Set<Detector> detect() {
        return policy.detect();
    }

    PolicyConfig.Media media() {
        return policy.media();
    }

    UserPatterns patterns() {
        return patterns;
    }

    UserWords words() {
        return words;
    }

    NationalPhones phones() {
        return phones;
    }

    /** The policy's model; null where capitals and lists tell names. */
    @Nullable
    NameFinder names() {
        return names;
    }

    /** Whether lists tell names beside a model. */
    boolean lists() {
        return policy.names() == null || policy.names().lists();
    }

    /** How much of an exchange the model reads. */
    int readByModel() {
        return policy.names() == null ? 0 : policy.names().characters();
    }
}

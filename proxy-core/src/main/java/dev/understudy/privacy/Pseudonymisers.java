package dev.understudy.privacy;

import dev.understudy.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes pseudonymisers by the name of their policy. What they are made of is shared by nothing else. */
public final class Pseudonymisers {
    /** What is recognised by its form: addresses, numbers with a check digit, secrets. No names of people. */
    public static final String DEFAULT = "default";

    public static final String OFF = "off";

    private static final int RANDOM_KEY_BYTES = 32;

    private Pseudonymisers() {}

    /**
     * A thread-safe pseudonymiser.
     *
     * @param policy {@link #DEFAULT} or {@link #OFF}
     * @param key secret of the pseudonyms: the same key gives the same pseudonyms, on every replica; copied
     * @throws ConfigException if there is no such policy, or the key is empty
     */
    public static Pseudonymiser of(String policy, byte[] key) {
        return switch (policy) {
            case OFF -> Pseudonymiser.OFF;
            case DEFAULT -> byForm(key);
            default -> throw new ConfigException("anonymize", policy, "one of " + DEFAULT + ", " + OFF);
        };
    }

    /** As {@link #of(String, byte[])}; the key is the text's UTF-8. */
    public static Pseudonymiser of(String policy, String key) {
        return of(policy, key.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of a configured key; without one, a key that no other process has. */
    public static byte[] key(@Nullable String configured) {
        return configured == null ? randomKey() : configured.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] randomKey() {
        byte[] key = new byte[RANDOM_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static Pseudonymiser byForm(byte[] key) {
        if (key.length == 0) {
            throw new ConfigException("privacy.key", "", "a secret of at least one character");
        }
        return new PatternPseudonymiser(new KeyedPseudonyms(key));
    }
}

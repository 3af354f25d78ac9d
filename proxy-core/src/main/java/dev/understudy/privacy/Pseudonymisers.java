package dev.understudy.privacy;

import dev.understudy.config.ConfigException;
import dev.understudy.config.PolicyConfig;
import java.nio.charset.StandardCharsets;

/** Makes pseudonymisers. What they are made of is shared by nothing else. */
public final class Pseudonymisers {
    /** What is recognised by its form or by the words around it. No names of people. */
    public static final String DEFAULT = "default";

    public static final String OFF = "off";

    private Pseudonymisers() {}

    /** A thread-safe pseudonymiser; costly to make where the policy looks for names, which loads the gazetteer. */
    public static Pseudonymiser of(PolicyConfig policy, PseudonymKeys keys) {
        return policy.isOff() ? Pseudonymiser.OFF : new PolicyPseudonymiser(new Detection(policy), keys);
    }

    /**
     * By a built-in policy and a key that does not rotate.
     *
     * @param key secret of the pseudonyms: the same key gives the same pseudonyms, on every replica; copied
     * @throws ConfigException if there is no such policy, or the key is empty
     */
    public static Pseudonymiser of(String policy, byte[] key) {
        return of(PolicyConfig.builtIn(policy), PseudonymKeys.fixed(key));
    }

    /** As {@link #of(String, byte[])}; the key is the text's UTF-8. */
    public static Pseudonymiser of(String policy, String key) {
        return of(policy, key.getBytes(StandardCharsets.UTF_8));
    }
}

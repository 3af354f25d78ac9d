package dev.understudy.privacy;

import dev.understudy.config.ConfigException;
import dev.understudy.config.PrivacyConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The secret behind all pseudonyms. Where it rotates, each period of time, counted from the epoch, has a key derived from it, so
 * that replicas change theirs at the same moment and no pseudonym of one period tells of another. Thread-safe.
 */
public final class PseudonymKeys {
    private static final int RANDOM_KEY_BYTES = 32;

    private record Period(long number, KeyedPseudonyms pseudonyms) {}

    private final KeyedPseudonyms root;
    private final @Nullable Duration rotate;
    private final InstantSource clock;
    private volatile @Nullable Period period;

    private PseudonymKeys(byte[] key, @Nullable Duration rotate, InstantSource clock) {
        if (key.length == 0) {
            throw new ConfigException("privacy.key", "", "a secret of at least one character");
        }
        this.root = new KeyedPseudonyms(key);
        this.rotate = rotate;
        this.clock = clock;
    }

    /** The configured key; without one, a key that no other process has. */
    public static PseudonymKeys of(PrivacyConfig privacy, InstantSource clock) {
        return new PseudonymKeys(bytes(privacy.key()), privacy.rotate(), clock);
    }

    /**
     * One key for ever.
     *
     * @throws ConfigException if it is empty
     */
    public static PseudonymKeys fixed(byte[] key) {
        return new PseudonymKeys(key, null, InstantSource.system());
    }

    private static byte[] bytes(@Nullable String configured) {
        if (configured != null) {
            return configured.getBytes(StandardCharsets.UTF_8);
        }
        byte[] key = new byte[RANDOM_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    KeyedPseudonyms current() {
        if (rotate == null) {
            return root;
        }
        long number = Math.floorDiv(clock.millis(), rotate.toMillis());
        Period known = period;
        if (known == null || known.number() != number) {
            // Two threads may make the same one; either is right.
            byte[] key =
                    root.derived(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            known = new Period(number, new KeyedPseudonyms(key));
            period = known;
        }
        return known.pseudonyms();
    }
}

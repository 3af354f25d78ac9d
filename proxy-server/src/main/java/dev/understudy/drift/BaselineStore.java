package dev.understudy.drift;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps baselines over restarts, and the key that their hashes were made with. Called by one thread at a time. Nothing of it
 * throws: what goes wrong is logged by the store.
 */
public interface BaselineStore extends AutoCloseable {
    /** 32 hexadecimal digits, the same over restarts where anything is kept. */
    String key();

    /** The baseline that was kept last of that shadow. */
    Optional<String> load(String shadow);

    /** Keeps it in place of the one before; whether that worked. */
    boolean save(String shadow, Instant at, String baseline);

    @Override
    void close();

    /** A key that nobody had before. */
    static String freshKey() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Keeps nothing. */
    BaselineStore NONE = new BaselineStore() {
        @Override
        public String key() {
            return freshKey();
        }

        @Override
        public Optional<String> load(String shadow) {
            return Optional.empty();
        }

        @Override
        public boolean save(String shadow, Instant at, String baseline) {
            return true;
        }

        @Override
        public void close() {}
    };
}

package dev.understudy.route;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) under the sampling key: the same on every replica and every Java version,
 * and without the key nobody can choose inputs that fall into a sample or find out what a hash was made from.
 * Thread-safe.
 */
public final class KeyedHash {
    private final HashFunction function;

    public KeyedHash(String key) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(key));
        this.function = Hashing.sipHash24(digest.getLong(), digest.getLong());
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** @param kind keeps equal texts of different kinds apart: a user called like a header's value */
    public long of(String kind, String text) {
        return function.newHasher(kind.length() + text.length() + 1)
                .putString(kind, StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putString(text, StandardCharsets.UTF_8)
                .hash()
                .asLong();
    }

    /** Another, independent-looking value of the same hash: the finaliser of SplitMix64, a bijection. */
    public static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform in [0, 1), from the upper 53 bits. */
    public static double fraction(long hash) {
        return (mix(hash) >>> 11) * 0x1.0p-53;
    }
}

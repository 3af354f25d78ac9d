package dev.understudy.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where pseudonyms come from: HMAC-SHA256 (RFC 2104) of the kind and the normalised value. Without the key nobody can
 * try values until one fits; nothing is stored, so nothing can be turned back. Thread-safe: a thread has its own Mac.
 */
final class KeyedPseudonyms {
    private static final String ALGORITHM = "HmacSHA256";

    private final ThreadLocal<Mac> macs;

    KeyedPseudonyms(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(secret));
    }

    private static Mac mac(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /** @param value normalised: what is the same thing is the same text */
    Draw draw(Kind kind, String value) {
        Mac mac = macs.get();
        mac.update((byte) kind.ordinal());
        byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        return new Draw(ByteBuffer.wrap(hash).getLong());
    }

    /** Another key, of which this one cannot be told. */
    byte[] derived(byte[] label) {
        Mac mac = macs.get();
        mac.update((byte) -1);
        return mac.doFinal(label);
    }
}

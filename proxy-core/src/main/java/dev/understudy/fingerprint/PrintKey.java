package dev.understudy.fingerprint;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** SipHash-2-4 with a secret key, so that nobody without it can try texts until one fits. Thread-safe. */
public final class PrintKey {
    private final HashFunction function;

    public PrintKey(long first, long second) {
        this.function = Hashing.sipHash24(first, second);
    }

    /** @param kind keeps equal texts of different kinds apart */
    public long of(String kind, String text) {
        return function.newHasher(kind.length() + text.length() + 1)
                .putString(kind, StandardCharsets.UTF_8)
                .putByte((byte) 0)
                .putString(text, StandardCharsets.UTF_8)
                .hash()
                .asLong();
    }
}

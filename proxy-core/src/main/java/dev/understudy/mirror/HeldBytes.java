package dev.understudy.mirror;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.exchange.Answer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The budget for what the mirror keeps after it took it from the tee: requests that are being played, answers that wait
 * for their counterpart. The tee's own budget ends where these copies begin. Thread-safe.
 */
final class HeldBytes {
    /** The objects of an exchange, whatever is in them: seen in a heap histogram of 5,000 that waited for live. */
    private static final long EXCHANGE = 6 << 10;

    private static final long ANSWER = 512;

    private final AtomicLong held = new AtomicLong();
    private volatile long limit;

    HeldBytes(long limit) {
        this.limit = limit;
    }

    void limit(long bytes) {
        limit = bytes;
    }

    /**
     * What an exchange keeps of its request: the bytes, and the same again as the strings of a tree.
     *
     * @param length bytes of the body
     */
    static long ofRequest(long length) {
        return EXCHANGE + 2 * length;
    }

    /** What is kept of an answer: what it says, not what it came in. */
    static long of(Answer answer) {
        Completion said = answer.completion();
        long characters = length(said.text()) + length(said.reasoning()) + length(said.refusal());
        for (ToolCall call : said.toolCalls()) {
            characters += call.name().length() + call.arguments().length();
        }
        return ANSWER + 2 * characters + (long) Long.BYTES * answer.timing().gapsNanos().length;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** True if there was room; then the same number must be released once. */
    boolean reserve(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** Whether {@link #reserve} would have succeeded a moment ago. */
    boolean hasRoom(long bytes) {
        return held.get() + bytes <= limit;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}

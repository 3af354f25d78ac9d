package dev.understudy.verdict;

import dev.understudy.compare.Compared;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.List;

/**
 * One compared exchange, as evidence. Immutable.
 *
 * @param conversation opaque key of the conversation that it is a turn of
 * @param at when it happened; conversations that have been silent for long are closed by it
 */
public record Turn(String conversation, Instant at, Stratum stratum, List<Compared> comparisons) {
    public Turn {
        comparisons = List.copyOf(comparisons);
    }

    /** A 64-bit hash of the conversation's key (FNV-1a, then mixed): the same on every proxy, in every process. */
    long conversationHash() {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < conversation.length(); i++) {
            hash = (hash ^ conversation.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}

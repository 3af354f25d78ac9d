package dev.understudy.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells conversations apart while they run, in bounded memory. Not thread-safe.
 *
 * <p>Nobody says when a conversation is over. It is closed, and counts as one unit, when so many others were active since its
 * last turn that the window is full, when it has been silent for long, or when it has {@value
 * dev.understudy.verdict.sequence.Draft#MOST_TURNS} turns. A turn that comes after that is *late*: it is not counted, because
 * as a unit of its own it would not be independent of the one that it belongs to. When late turns are more than a rare thing
 * the window grows, so it finds the size that the traffic needs; single-turn traffic waits for hardly anything. What closes a
 * conversation never depends on what was measured in it.
 */
final class Conversations {
    static final int SMALLEST = 8;
    static final int LARGEST = 4096;
    /** Keys of closed conversations that are remembered; one that comes back later than that counts anew. */
    static final int REMEMBERED = 8192;

    private static final int SPARE = 16;
    /** A window grows when more than one turn in so many is late. */
    private static final int RARE = 50;

    private final LinkedHashMap<Long, Conversation> open = new LinkedHashMap<>(64, 0.75f, true);
    private final LinkedHashSet<Long> closed = new LinkedHashSet<>();
    /** Closed ones whose memory the next ones take: what lives for seconds and then dies is what fills an old generation. */
    private final ArrayDeque<Conversation> spare = new ArrayDeque<>();

    private int window = SMALLEST;
    private int openedInPeriod;
    private int lateInPeriod;

    /** The conversation to add a turn to, opened if need be; null when it is over and the turn is late. */
    @Nullable
    Conversation of(long key, int estimands) {
        if (closed.contains(key)) {
            lateInPeriod++;
            return null;
        }
        return open.computeIfAbsent(key, any -> {
            openedInPeriod++;
            Conversation used = spare.poll();
            if (used == null) {
                return new Conversation(key, estimands);
            }
            used.restart(key);
            return used;
        });
    }

    /** Takes back a closed one that nobody holds any more. */
    void recycle(Conversation over) {
        if (spare.size() < SPARE) {
            spare.add(over);
        }
    }

    /** What has to be closed now that a turn was added to one. */
    List<Conversation> overdue(Conversation touched) {
        endPeriod();
        List<Conversation> overdue = new ArrayList<>();
        if (touched.full()) {
            overdue.add(take(touched.key()));
        }
        while (open.size() > window) {
            overdue.add(take(open.keySet().iterator().next()));
        }
        return overdue;
    }

    private void endPeriod() {
        if (openedInPeriod >= window) {
            if (lateInPeriod * RARE > window) {
                window = Math.min(LARGEST, 2 * window);
            }
            openedInPeriod = 0;
            lateInPeriod = 0;
        }
    }

    /** Those that have been silent for so long, and all of them with a duration of zero. */
    List<Conversation> silent(Instant now, Duration patience) {
        List<Long> keys = new ArrayList<>();
        open.forEach((key, conversation) -> {
            if (patience.isZero() || conversation.last().plus(patience).isBefore(now)) {
                keys.add(key);
            }
        });
        return keys.stream().map(this::take).toList();
    }

    private Conversation take(Long key) {
        Conversation conversation = open.remove(key);
        if (conversation == null) {
            throw new IllegalStateException("conversation: not open");
        }
        remember(key);
        return conversation;
    }

    void remember(Long key) {
        // The newest are remembered: what is added again moves to the end.
        closed.remove(key);
        closed.add(key);
        if (closed.size() > REMEMBERED) {
            Iterator<Long> oldest = closed.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes over an open conversation as it is, from a snapshot. */
    void put(Conversation conversation) {
        open.put(conversation.key(), conversation);
    }

    /** Joins another proxy's: what is open in both is one; what is closed in either is over. */
    void merge(Conversations other) {
        other.closed.forEach(this::remember);
        for (Map.Entry<Long, Conversation> theirs : other.open.entrySet()) {
            Conversation ours = open.get(theirs.getKey());
            if (ours != null) {
                ours.join(theirs.getValue());
            } else {
                open.put(theirs.getKey(), theirs.getValue());
            }
        }
        window = Math.max(window, other.window);
    }

    /** Those that are open here but were closed by the other proxy; their turns here are late. */
    List<Conversation> closedElsewhere() {
        List<Conversation> late = new ArrayList<>();
        open.values().removeIf(conversation -> {
            boolean over = closed.contains(conversation.key());
            if (over) {
                late.add(conversation);
            }
            return over;
        });
        return late;
    }

    /** Those that have no more room: full themselves, or too many. */
    List<Conversation> overfull() {
        List<Conversation> overdue = new ArrayList<>();
        List<Long> full = open.values().stream()
                .filter(Conversation::full)
                .map(Conversation::key)
                .toList();
        full.forEach(key -> overdue.add(take(key)));
        while (open.size() > window) {
            overdue.add(take(open.keySet().iterator().next()));
        }
        return overdue;
    }

    Collection<Conversation> open() {
        return open.values();
    }

    Collection<Long> closed() {
        return closed;
    }

    int window() {
        return window;
    }

    void window(int size) {
        window = Math.min(LARGEST, Math.max(SMALLEST, size));
    }
}

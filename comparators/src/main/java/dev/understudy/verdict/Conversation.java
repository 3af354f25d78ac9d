package dev.understudy.verdict;

import dev.understudy.verdict.sequence.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conversation that may still go on: a draft for each estimand that has seen something of it. Not thread-safe. */
final class Conversation {
    private long key;
    private final @Nullable Draft[] drafts;
    private Instant last = Instant.MIN;
    private int turns;

    Conversation(long key, int estimands) {
        this.key = key;
        this.drafts = new Draft[estimands];
    }

    /** Begins anew as another conversation, in the same memory. */
    void restart(long otherKey) {
        key = otherKey;
        last = Instant.MIN;
        turns = 0;
        for (Draft draft : drafts) {
            if (draft != null) {
                draft.restart(otherKey);
            }
        }
    }

    long key() {
        return key;
    }

    Instant last() {
        return last;
    }

    int turns() {
        return turns;
    }

    /** One more turn of it, at a time. */
    void turn(Instant at) {
        turns++;
        last = at.isAfter(last) ? at : last;
    }

    void turns(int count, Instant at) {
        turns += count;
        last = at.isAfter(last) ? at : last;
    }

    boolean full() {
        return turns >= Draft.MOST_TURNS;
    }

    /** What an estimand has seen of it; null when it has seen nothing. */
    @Nullable
    Draft draft(int estimand) {
        Draft draft = drafts[estimand];
        return draft == null || draft.turns() == 0 ? null : draft;
    }

    Draft draftFor(int estimand) {
        Draft draft = drafts[estimand];
        if (draft == null) {
            draft = new Draft(key);
            drafts[estimand] = draft;
        }
        return draft;
    }

    void draft(int estimand, Draft draft) {
        drafts[estimand] = draft;
    }

    /** Takes over what another proxy has seen of the same conversation. */
    void join(Conversation other) {
        for (int i = 0; i < drafts.length; i++) {
            Draft theirs = other.draft(i);
            Draft ours = draft(i);
            if (theirs != null) {
                if (ours == null) {
                    drafts[i] = theirs;
                } else {
                    ours.join(theirs);
                }
            }
        }
        turns(other.turns, other.last);
    }
}

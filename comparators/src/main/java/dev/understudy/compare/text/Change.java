package dev.understudy.compare.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of the way from one sequence of tokens to another: a common run, and what differs behind it. Counts of tokens.
 *
 * @param same tokens that both have
 * @param onlyLive tokens of live's behind them
 * @param onlyOther tokens of the other's in their place
 */
record Change(int same, int onlyLive, int onlyOther) {
    private int size() {
        return Math.max(onlyLive, onlyOther);
    }

    /** Adds to the last step where it goes on with it, else as a new one. */
    static void append(List<Change> changes, int same, int onlyLive, int onlyOther) {
        int last = changes.size() - 1;
        Change before = last < 0 ? null : changes.get(last);
        if (before != null && (same == 0 || before.size() == 0)) {
            Change joined = new Change(before.same + same, before.onlyLive + onlyLive, before.onlyOther + onlyOther);
            changes.set(last, joined);
        } else if (same + onlyLive + onlyOther > 0) {
            changes.add(new Change(same, onlyLive, onlyOther));
        }
    }

    /**
     * The same way with fewer, larger steps: a common run of up to {@code coincidence} tokens that is smaller than the changes
     * on both sides of it belongs to them.
     */
    static List<Change> readable(List<Change> changes, int coincidence) {
        List<Change> kept = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Change joined = change;
            while (!kept.isEmpty() && isCoincidence(kept.get(kept.size() - 1), joined, coincidence)) {
                Change before = kept.remove(kept.size() - 1);
                joined = new Change(
                        before.same,
                        before.onlyLive + joined.same + joined.onlyLive,
                        before.onlyOther + joined.same + joined.onlyOther);
            }
            kept.add(joined);
        }
        return kept;
    }

    private static boolean isCoincidence(Change before, Change change, int coincidence) {
        return change.same <= coincidence && change.same < before.size() && change.same < change.size();
    }
}

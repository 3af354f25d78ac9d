package dev.understudy.compare.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One best alignment of two spans of tokens, walked back through the stored rows of a {@link CommonSubsequence}; keeps the
 * longest run of tokens that only one side has.
 */
final class Alignment {
    /** A run of tokens, {@code [from, to)}; empty when there is none. */
    record Run(int from, int to) {
        static final Run NONE = new Run(0, 0);

        int size() {
            return to - from;
        }
    }

    private final int common;
    private final Run liveOnly;
    private final Run otherOnly;

    private Alignment(int common, Run liveOnly, Run otherOnly) {
        this.common = common;
        this.liveOnly = liveOnly;
        this.otherOnly = otherOnly;
    }

    /** How many words of memory {@link #of} takes for spans of these sizes. */
    static long cost(int liveSize, int otherSize) {
        return (long) ((liveSize + 63) >>> 6) * (otherSize + 1);
    }

    static Alignment of(Tokens live, int liveFrom, int liveTo, Tokens other, int otherFrom, int otherTo, int symbols) {
        LongestRun liveOnly = new LongestRun();
        LongestRun otherOnly = new LongestRun();
        int common = walk(live, liveFrom, liveTo, other, otherFrom, otherTo, symbols, new Walk() {
            @Override
            public void onlyLive(int index) {
                liveOnly.extendBack(index);
            }

            @Override
            public void onlyOther(int index) {
                otherOnly.extendBack(index);
            }

            @Override
            public void same() {
                liveOnly.end();
                otherOnly.end();
            }
        });
        return new Alignment(common, liveOnly.run(), otherOnly.run());
    }

    /** Appends the whole alignment to {@code changes}. */
    static void changes(
            Tokens live,
            int liveFrom,
            int liveTo,
            Tokens other,
            int otherFrom,
            int otherTo,
            int symbols,
            List<Change> changes) {
        List<Change> backwards = new ArrayList<>();
        walk(live, liveFrom, liveTo, other, otherFrom, otherTo, symbols, new Walk() {
            @Override
            public void onlyLive(int index) {
                backwards.add(new Change(0, 1, 0));
            }

            @Override
            public void onlyOther(int index) {
                backwards.add(new Change(0, 0, 1));
            }

            @Override
            public void same() {
                backwards.add(new Change(1, 0, 0));
            }
        });
        for (int i = backwards.size() - 1; i >= 0; i--) {
            Change step = backwards.get(i);
            Change.append(changes, step.same(), step.onlyLive(), step.onlyOther());
        }
    }

    /** Hears of every token, from back to front. */
    private interface Walk {
        void onlyLive(int index);

        void onlyOther(int index);

        void same();
    }

    /** Returns how many tokens both have, in the same order. */
    private static int walk(
            Tokens live, int liveFrom, int liveTo, Tokens other, int otherFrom, int otherTo, int symbols, Walk walk) {
        CommonSubsequence common = new CommonSubsequence(live, liveFrom, liveTo, symbols);
        int width = common.width();
        long[] rows = new long[width * (otherTo - otherFrom + 1)];
        common.copyRow(rows, 0);
        for (int row = 1; row <= otherTo - otherFrom; row++) {
            common.add(other.number(otherFrom + row - 1));
            common.copyRow(rows, row * width);
        }
        int column = liveTo - liveFrom;
        int row = otherTo - otherFrom;
        while (column > 0 || row > 0) {
            if (column > 0 && (row == 0 || !grows(rows, row * width, column - 1))) {
                column--;
                walk.onlyLive(liveFrom + column);
            } else {
                row--;
                if (column == 0 || grows(rows, row * width, column - 1)) {
                    walk.onlyOther(otherFrom + row);
                } else {
                    // The length grows here in this row and not yet in the one before: the tokens are the same.
                    column--;
                    walk.same();
                }
            }
        }
        return common.length();
    }

    private static boolean grows(long[] rows, int offset, int column) {
        return (rows[offset + (column >>> 6)] >>> column & 1) == 0;
    }

    /** How many tokens both have, in the same order. */
    int common() {
        return common;
    }

    Run liveOnly() {
        return liveOnly;
    }

    Run otherOnly() {
        return otherOnly;
    }

    /** Collects runs from back to front. Of equally long ones the first in the text stays. */
    private static final class LongestRun {
        private int from;
        private int size;
        private Run longest = Run.NONE;

        void extendBack(int index) {
            from = index;
            size++;
        }

        void end() {
            if (size > 0 && size >= longest.size()) {
                longest = new Run(from, from + size);
            }
            size = 0;
        }

        Run run() {
            end();
            return longest;
        }
    }
}

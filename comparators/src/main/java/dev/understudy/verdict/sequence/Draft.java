package dev.understudy.verdict.sequence;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One conversation's turns so far, for one quantity. Bounded: it takes {@value #MOST_TURNS} turns. Not thread-safe.
 */
public final class Draft {
    /** A conversation this long is closed; it says what it has to say. */
    public static final int MOST_TURNS = 64;

    private static final short[] NO_CELLS = {};

    private long conversation;
    private int turns;
    private double candidate;
    private double reference;
    private boolean hit;
    private short[] candidateCells = NO_CELLS;
    private short[] referenceCells = NO_CELLS;

    /** @param conversation a hash of its key; draws its lots */
    public Draft(long conversation) {
        this.conversation = conversation;
    }

    /** Begins anew for another conversation, in the same memory. */
    public void restart(long otherConversation) {
        conversation = otherConversation;
        turns = 0;
        candidate = 0;
        reference = 0;
        hit = false;
    }

    /**
     * Adds a turn.
     *
     * @param reference 0 where there is none
     * @throws IllegalStateException after {@value #MOST_TURNS}
     */
    public void add(double candidate, double reference, boolean quantile) {
        if (turns == MOST_TURNS) {
            throw new IllegalStateException("turns: " + (turns + 1) + " (expected: up to " + MOST_TURNS + ")");
        }
        if (quantile) {
            candidateCells = with(candidateCells, LogCells.of(candidate));
            referenceCells = with(referenceCells, LogCells.of(reference));
        }
        turns++;
        this.candidate += candidate;
        this.reference += reference;
        hit |= candidate != 0;
    }

    private short[] with(short[] cells, short cell) {
        short[] next = cells.length > turns ? cells : Arrays.copyOf(cells, Math.max(4, 2 * cells.length));
        next[turns] = cell;
        return next;
    }

    /** Takes over the turns of another proxy's draft of the same conversation, as many as there is room for. */
    public void join(Draft other) {
        int room = Math.min(MOST_TURNS - turns, other.turns);
        if (room == 0) {
            return;
        }
        double share = (double) room / other.turns;
        candidateCells = joined(candidateCells, other.candidateCells, room);
        referenceCells = joined(referenceCells, other.referenceCells, room);
        turns += room;
        candidate += other.candidate * share;
        reference += other.reference * share;
        hit |= other.hit;
    }

    private short[] joined(short[] ours, short[] theirs, int room) {
        if (theirs.length == 0) {
            return ours;
        }
        short[] all = Arrays.copyOf(ours, turns + room);
        System.arraycopy(theirs, 0, all, turns, room);
        return all;
    }

    public long conversation() {
        return conversation;
    }

    public int turns() {
        return turns;
    }

    double meanCandidate() {
        return candidate / turns;
    }

    double meanReference() {
        return reference / turns;
    }

    boolean hit() {
        return hit;
    }

    short[] candidateCells() {
        return Arrays.copyOf(candidateCells, Math.min(turns, candidateCells.length));
    }

    short[] referenceCells() {
        return Arrays.copyOf(referenceCells, Math.min(turns, referenceCells.length));
    }

    /** A number from 0 to 1 that depends on the conversation and the salt alone: the same on every proxy. */
    double lot(long salt) {
        // SplitMix64's finaliser: every bit of the input moves every bit of the output.
        long z = conversation + salt + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** How many bytes {@link #writeTo} writes. */
    public int writtenBytes() {
        return 3 + 2 * Double.BYTES + 2 * Short.BYTES * cells();
    }

    private int cells() {
        return candidateCells.length == 0 ? 0 : turns;
    }

    /** Writes it, without its conversation, for a snapshot. */
    public void writeTo(ByteBuffer out) {
        out.put((byte) turns).put((byte) cells()).put((byte) (hit ? 1 : 0));
        out.putDouble(candidate).putDouble(reference);
        for (int i = 0; i < cells(); i++) {
            out.putShort(candidateCells[i]).putShort(referenceCells[i]);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException if it was not written so
     * @throws java.nio.BufferUnderflowException if there is too little of it
     */
    public static Draft read(long conversation, ByteBuffer in) {
        Draft draft = new Draft(conversation);
        draft.turns = in.get();
        int cells = in.get();
        draft.hit = in.get() != 0;
        draft.candidate = in.getDouble();
        draft.reference = in.getDouble();
        if (draft.turns < 1
                || draft.turns > MOST_TURNS
                || (cells != 0 && cells != draft.turns)
                || !Double.isFinite(draft.candidate + draft.reference)) {
            throw new IllegalArgumentException("draft: " + draft.turns + " turns (expected: 1 to " + MOST_TURNS
                    + ", finite numbers and a cell for each)");
        }
        draft.candidateCells = new short[cells];
        draft.referenceCells = new short[cells];
        for (int i = 0; i < cells; i++) {
            draft.candidateCells[i] = LogCells.checked(in.getShort());
            draft.referenceCells[i] = LogCells.checked(in.getShort());
        }
        return draft;
    }
}

package dev.understudy.verdict.sequence;

/**
 * Cells whose edges are one per cent apart, from a nanosecond (or a millionth of a cent) to ten billion: cell c holds what
 * is above 1.01^(c−1) and at most 1.01^c. The lowest also holds zero and everything below its edge.
 */
final class LogCells {
    static final short LOWEST = -2083;
    static final short HIGHEST = 2315;
    private static final double LOG_STEP = Math.log(1.01);

    private LogCells() {}

    static short of(double value) {
        if (!(value > 0)) {
            return LOWEST;
        }
        double cell = Math.ceil(Math.log(value) / LOG_STEP - 1e-9);
        return (short) Math.min(HIGHEST, Math.max(LOWEST, cell));
    }

    /** The largest value of a cell. */
    static double upperEdge(int cell) {
        return cell >= HIGHEST ? Double.POSITIVE_INFINITY : Math.exp(cell * LOG_STEP);
    }

    /** What every value of a cell is above, or 0. */
    static double lowerEdge(int cell) {
        return cell <= LOWEST ? 0 : Math.exp((cell - 1) * LOG_STEP);
    }

    static short checked(short cell) {
        if (cell < LOWEST || cell > HIGHEST) {
            throw new IllegalArgumentException("cell: " + cell + " (expected: " + LOWEST + " to " + HIGHEST + ")");
        }
        return cell;
    }
}

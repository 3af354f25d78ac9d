package dev.understudy.verdict.sequence;

import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tallies as JSON and back. Sparse: only what was seen is written. */
public final class TallyJson {
    /** More digits than any sum of what can be counted has. */
    private static final int MOST_DIGITS = 400;

    private TallyJson() {}

    /**
     * Fills an empty tally.
     *
     * @throws IllegalArgumentException for what was not written by a tally of its kind; the tally is of no use then
     */
    public static void read(JsonNode json, Tally empty) {
        Reader reader = new Reader(json);
        if (empty instanceof BoundedTally bounded) {
            bounded.read(reader);
        } else if (empty instanceof MomentTally moments) {
            moments.read(reader);
        } else if (empty instanceof QuantileTally quantile) {
            quantile.read(reader);
        } else if (empty instanceof NeverTally never) {
            never.read(reader);
        }
    }

    static void put(ObjectNode json, String name, ExactSum sum) {
        json.put(name, sum.units().toString());
    }

    static void put(ObjectNode json, String name, Histogram histogram) {
        ObjectNode cells = json.putObject(name);
        for (int cell = 0; cell <= Histogram.CELLS; cell++) {
            if (histogram.count(cell) > 0) {
                cells.put(Integer.toString(cell), histogram.count(cell));
            }
        }
    }

    static void put(ObjectNode json, String name, LogHistogram histogram) {
        ObjectNode cells = json.putObject(name);
        histogram.weights().forEach((cell, weight) -> cells.put(cell.toString(), weight));
    }

    /** Reads what a tally wrote, and complains of everything else. */
    public record Reader(JsonNode json) {
        public long count(String name) {
            return count(name, json.get(name));
        }

        private static long count(String name, JsonNode node) {
            if (node == null || !node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
                throw new IllegalArgumentException(name + ": " + node + " (expected: a count)");
            }
            return node.longValue();
        }

        void read(String name, ExactSum sum) {
            JsonNode node = json.get(name);
            if (node == null || !node.isString() || node.stringValue().length() > MOST_DIGITS) {
                throw new IllegalArgumentException(name + ": " + node + " (expected: a whole number as text)");
            }
            sum.add(new BigInteger(node.stringValue()));
        }

        void read(String name, Histogram histogram) {
            for (Map.Entry<String, JsonNode> cell : cells(name)) {
                int at = Integer.parseInt(cell.getKey());
                if (at < 0 || at > Histogram.CELLS) {
                    throw new IllegalArgumentException(name + ": " + at + " (expected: 0 to " + Histogram.CELLS + ")");
                }
                histogram.add(at, count(name, cell.getValue()));
            }
        }

        void read(String name, LogHistogram histogram) {
            for (Map.Entry<String, JsonNode> cell : cells(name)) {
                histogram.add(LogCells.checked(Short.parseShort(cell.getKey())), count(name, cell.getValue()));
            }
        }

        private Iterable<Map.Entry<String, JsonNode>> cells(String name) {
            JsonNode node = json.get(name);
            if (node == null || !node.isObject()) {
                throw new IllegalArgumentException(name + ": " + node + " (expected: cells)");
            }
            return node.properties();
        }
    }
}

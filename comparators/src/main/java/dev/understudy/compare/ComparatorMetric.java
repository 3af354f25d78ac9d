package dev.understudy.compare;

/**
 * Something that a comparator measures of each answer, for gates, dashboards and reports. In rules and metrics its name
 * follows the comparator's: {@code schema.valid}.
 *
 * @param name the key in {@link Comparison#live()} and {@link Comparison#other()}
 * @param unit {@code s}, {@code tokens}, {@code words}, …; empty where there is none
 * @param meaning one line for people
 */
public record ComparatorMetric(String name, Scale scale, String unit, String meaning) {
    /** What kind of number it is, and so which statistics fit it. */
    public enum Scale {
        /** From 0 to 1; its mean is a rate. */
        SHARE,
        /** A whole number, 0 or more. */
        COUNT,
        /** A number, 0 or more, of the unit. */
        AMOUNT,
        /** A number that is a name, such as an HTTP status: it has no mean. */
        CODE,
        /**
         * From 0 to 1, and of the pair: what it measures of one answer is how that one is unlike the other. So it is held
         * against the noise, as the divergence is, and not against live.
         */
        DISTANCE
    }

    public static ComparatorMetric share(String name, String meaning) {
        return new ComparatorMetric(name, Scale.SHARE, "", meaning);
    }

    public static ComparatorMetric count(String name, String meaning) {
        return new ComparatorMetric(name, Scale.COUNT, "", meaning);
    }

    public static ComparatorMetric distance(String name, String meaning) {
        return new ComparatorMetric(name, Scale.DISTANCE, "", meaning);
    }

    public static ComparatorMetric amount(String name, String unit, String meaning) {
        return new ComparatorMetric(name, Scale.AMOUNT, unit, meaning);
    }
}

package dev.understudy.report;

import dev.understudy.verdict.sequence.Interval;
import java.util.Locale;

/** Numbers as people read them, the same in tables, pages and charts. */
public final class Numbers {
    private static final double EXACT = 1e15;

    private Numbers() {}

    /** Up to four digits that tell something: {@code 0.0312}, {@code 214.5}, {@code 12,400}; a dash for none. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= EXACT || (size > 0 && size < 1e-6)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int digits = size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 || size == 0 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%,." + (size < 0.001 && size > 0 ? 6 : digits) + "f", value);
        text = text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
        return text.equals("-0") ? "0" : text;
    }

    /** With its sign, as a difference. */
    public static String difference(double value) {
        String text = of(value);
        return value > 0 && Double.isFinite(value) && !text.equals("0") ? "+" + text : text.replace('-', '−');
    }

    /** {@code +0.12 … +0.18}; where nothing is known yet, it says so. */
    public static String interval(Interval interval) {
        boolean known = Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
        return known ? difference(interval.lower()) + " … " + difference(interval.upper()) : "not known yet";
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}

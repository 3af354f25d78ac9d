package dev.understudy.report;

import dev.understudy.verdict.sequence.Interval;
import java.util.Locale;

/** One estimate with its interval on a line, beside zero and, if there is one, the threshold that a rule sets. Immutable. */
final class IntervalChart {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 34;
    private static final int EDGE = 8;
    private static final int MIDDLE = 13;

    private final double estimate;
    private final Interval interval;
    private final double least;
    private final double most;
    private final double threshold;
    private final boolean atLeast;

    private IntervalChart(
            double estimate, Interval interval, double least, double most, double threshold, boolean atLeast) {
        this.estimate = estimate;
        this.interval = interval;
        this.least = least;
        this.most = most;
        this.threshold = threshold;
        this.atLeast = atLeast;
    }

    static IntervalChart of(double estimate, Interval interval) {
        double lower = Double.isFinite(interval.lower()) ? interval.lower() : Math.min(0, estimate);
        double upper = Double.isFinite(interval.upper()) ? interval.upper() : Math.max(0, estimate);
        return new IntervalChart(
                estimate, interval, finite(Math.min(0, lower)), finite(Math.max(0, upper)), Double.NaN, false);
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    /** With room for these values too. */
    IntervalChart within(double low, double high) {
        return new IntervalChart(estimate, interval, Math.min(least, low), Math.max(most, high), threshold, atLeast);
    }

    /** On this scale, so that several charts compare; what lies beyond it is cut off at its ends. */
    IntervalChart scaled(double low, double high) {
        return new IntervalChart(estimate, interval, low, high, threshold, atLeast);
    }

    /** With a threshold. */
    IntervalChart against(double bound, boolean good) {
        return new IntervalChart(estimate, interval, least, most, bound, good);
    }

    /** @param what it is about, for those who do not see it */
    void write(Html html, String what) {
        String said = what + ": " + Numbers.difference(estimate) + ", possible " + Numbers.interval(interval)
                + (Double.isNaN(threshold)
                        ? ""
                        : ", asked " + (atLeast ? "at least " : "at most ") + Numbers.difference(threshold));
        html.open(
                "svg",
                "class",
                "interval",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                said);
        html.element("title", said);
        if (!Double.isNaN(threshold)) {
            double at = x(threshold);
            rect(html, "ok", atLeast ? at : EDGE, 3, atLeast ? WIDTH - EDGE - at : at - EDGE, 20);
        }
        line(html, "axis", EDGE, MIDDLE, WIDTH - EDGE, MIDDLE);
        line(html, "zero", x(0), 3, x(0), 23);
        if (Double.isFinite(estimate)) {
            double from = Double.isFinite(interval.lower()) ? x(interval.lower()) : EDGE;
            double to = Double.isFinite(interval.upper()) ? x(interval.upper()) : WIDTH - EDGE;
            rect(html, "range", from, MIDDLE - 3, Math.max(2, to - from), 6);
            html.raw(String.format(
                    Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>", x(estimate), MIDDLE));
        }
        if (!Double.isNaN(threshold)) {
            line(html, "threshold", x(threshold), 1, x(threshold), 25);
            label(html, threshold);
        } else if (least < most) {
            label(html, 0);
        }
        html.close("svg");
    }

    private void label(Html html, double at) {
        double x = Math.max(EDGE + 14, Math.min(WIDTH - EDGE - 14, x(at)));
        html.raw(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", x, HEIGHT - 1));
        html.text(Numbers.difference(at)).raw("</text>");
    }

    private double x(double value) {
        double span = most - least;
        double share = span > 0 ? (value - least) / span : 0.5;
        return EDGE + Math.max(0, Math.min(1, share)) * (WIDTH - 2 * EDGE);
    }

    private static void rect(Html html, String kind, double x, double y, double width, double height) {
        html.raw(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                kind,
                x,
                y,
                Math.max(0, width),
                height));
    }

    private static void line(Html html, String kind, double x1, double y1, double x2, double y2) {
        html.raw(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                y1,
                x2,
                y2));
    }
}

package dev.understudy.report;

import dev.understudy.report.ComparatorReport.Point;
import java.util.List;
import java.util.Locale;

/** How the excess over the noise came to be known: the estimate with its confidence sequence, over the exchanges. */
final class CourseChart {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 150;
    private static final int LEFT = 42;
    private static final int RIGHT = 10;
    private static final int TOP = 8;
    private static final int BOTTOM = 22;

    private final List<Point> course;
    private final List<Double> thresholds;
    private final double least;
    private final double most;
    private final long exchanges;

    private CourseChart(List<Point> course, List<Double> thresholds) {
        this.course = course;
        this.thresholds = thresholds;
        // The first points know hardly anything: their intervals must not squeeze what was known in the end.
        Point last = course.get(course.size() - 1);
        double room = Math.max(0.02, 3 * (last.upper() - last.lower()));
        double low = Math.min(0, last.estimate() - room);
        double high = Math.max(0, last.estimate() + room);
        for (double threshold : thresholds) {
            low = Math.min(low, threshold);
            high = Math.max(high, threshold);
        }
        this.least = Math.max(-1, low);
        this.most = Math.min(1, high);
        this.exchanges = Math.max(1, last.exchanges());
    }

    /** @param thresholds that rules set to it */
    static void write(Html html, String name, List<Point> course, List<Double> thresholds) {
        new CourseChart(course, thresholds).write(html, name);
    }

    private void write(Html html, String name) {
        Point last = course.get(course.size() - 1);
        String said = name + ": after " + Numbers.count(last.exchanges()) + " exchanges "
                + Numbers.difference(last.estimate()) + ", possible " + Numbers.difference(last.lower()) + " to "
                + Numbers.difference(last.upper());
        html.open(
                "svg", "class", "course", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", said);
        html.element("title", said);
        grid(html);
        band(html);
        for (double threshold : thresholds) {
            horizontal(html, "threshold", threshold);
        }
        estimate(html);
        html.close("svg");
    }

    private void grid(Html html) {
        double tick = tick(most - least);
        for (double at = Math.ceil(least / tick) * tick; at <= most + 1e-9; at += tick) {
            boolean zero = Math.abs(at) < tick / 1e6;
            horizontal(html, zero ? "zero" : "grid", at);
            html.raw(String.format(
                    Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", LEFT - 5, y(at) + 3.5));
            html.text(zero ? "0" : Numbers.difference(at)).raw("</text>");
        }
        html.raw(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", WIDTH - RIGHT, HEIGHT - 6));
        html.text(Numbers.count(exchanges) + " exchanges").raw("</text>");
        html.raw("<text x=\"" + LEFT + "\" y=\"" + (HEIGHT - 6) + "\">0</text>");
    }

    /** 1, 2 or 5 times a power of ten, so that there are three to six. */
    private static double tick(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / 3)));
        double times = span / 3 / power;
        return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
    }

    private void horizontal(Html html, String kind, double at) {
        html.raw(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                kind,
                LEFT,
                y(at),
                WIDTH - RIGHT,
                y(at)));
    }

    private void band(Html html) {
        StringBuilder path = new StringBuilder();
        for (Point point : course) {
            append(path, point.exchanges(), point.upper());
        }
        for (int i = course.size() - 1; i >= 0; i--) {
            append(path, course.get(i).exchanges(), course.get(i).lower());
        }
        html.raw("<polygon class=\"band\" points=\"" + path.toString().strip() + "\"/>");
    }

    private void estimate(Html html) {
        StringBuilder path = new StringBuilder();
        course.forEach(point -> append(path, point.exchanges(), point.estimate()));
        html.raw("<polyline class=\"estimate\" points=\"" + path.toString().strip() + "\"/>");
    }

    private void append(StringBuilder path, long seen, double value) {
        path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(seen), y(value)));
    }

    private double x(long seen) {
        return LEFT + (double) seen / exchanges * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double share = (Math.max(least, Math.min(most, value)) - least) / (most - least);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
}

package dev.understudy.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of one shadow over time, bounded: when there are too many points, every other one goes and from then on half as
 * many are taken. So it always reaches back to its beginning. Cumulative numbers lose nothing by that; what goes is
 * resolution. Thread-safe: guarded by itself.
 */
final class History {
    static final int MOST_POINTS = 360;
    /** A series for each quantity and bound that a shadow measures; configuration bounds them, this makes sure. */
    private static final int MOST_SERIES = 1024;

    private record Point(Instant at, String verdict, double[] values) {}

    /**
     * A copy for readers.
     *
     * @param interval between two points, from now on
     * @param series by name: a value for each point, NaN where there was none
     */
    record View(Duration interval, List<Instant> at, List<String> verdicts, Map<String, double[]> series) {}

    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Point> points = new ArrayList<>();
    private final Duration first;
    private Duration interval;
    private Instant due = Instant.MIN;
    private Instant since = Instant.MIN;

    History(Duration first) {
        this.first = first;
        this.interval = first;
    }

    synchronized boolean due(Instant now) {
        return !now.isBefore(due);
    }

    /**
     * Adds a point.
     *
     * @param since when the counting of these values began; with another beginning the history begins anew
     */
    synchronized void add(Instant now, Instant since, String verdict, Map<String, Double> values) {
        if (!since.equals(this.since)) {
            this.since = since;
            points.clear();
            columns.clear();
            interval = first;
        }
        values.keySet().stream()
                .filter(name -> columns.size() < MOST_SERIES)
                .forEach(name -> columns.putIfAbsent(name, columns.size()));
        double[] row = new double[columns.size()];
        Arrays.fill(row, Double.NaN);
        values.forEach((name, value) -> {
            Integer column = columns.get(name);
            if (column != null) {
                row[column] = value;
            }
        });
        points.add(new Point(now, verdict, row));
        if (points.size() > MOST_POINTS) {
            thin();
        }
        due = now.plus(interval);
    }

    /** The last point stays, so that the history always ends now. */
    private void thin() {
        List<Point> fewer = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            fewer.add(points.get(i));
        }
        points.clear();
        points.addAll(fewer);
        interval = interval.multipliedBy(2);
    }

    synchronized View view() {
        Map<String, double[]> series = new LinkedHashMap<>();
        columns.forEach((name, column) -> series.put(
                name,
                points.stream()
                        .mapToDouble(point -> column < point.values().length ? point.values()[column] : Double.NaN)
                        .toArray()));
        return new View(
                interval,
                points.stream().map(Point::at).toList(),
                points.stream().map(Point::verdict).toList(),
                series);
    }
}

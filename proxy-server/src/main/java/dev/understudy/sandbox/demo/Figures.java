package dev.understudy.sandbox.demo;

import java.time.Duration;
import java.util.Locale;

/** Numbers as the summary writes them; what was not measured is a dash. */
final class Figures {
    private Figures() {}

    static String divergence(Sample.Mean mean) {
        return mean.count() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", mean.value());
    }

    static String millis(double seconds) {
        return Double.isNaN(seconds) ? "–" : String.format(Locale.ROOT, "%,.0f ms", seconds * 1000);
    }

    static String decimal(Sample.Mean mean) {
        return mean.count() == 0 ? "–" : String.format(Locale.ROOT, "%.1f", mean.value());
    }

    /** Of a thousand answers. */
    static String dollars(Sample.Mean mean) {
        return mean.count() == 0 ? "unknown" : String.format(Locale.ROOT, "$%.3f", mean.value() * 1000);
    }

    static String share(Sample.Mean mean) {
        return mean.count() == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", mean.value() * 100);
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String clock(Duration elapsed) {
        return String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        elapsed.toHours(),
                        elapsed.toMinutesPart(),
                        elapsed.toSecondsPart())
                .replaceFirst("^0:", "");
    }

    static String times(double times) {
        return String.format(Locale.ROOT, times < 10 ? "%.1f" : "%.0f", times);
    }
}

package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import io.prometheus.client.exemplars.Exemplar;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ids of exchanges beside the numbers that they made, so that a point of a chart leads to the exchange it stands for. To
 * be told of those that are kept, and only of them: the id of an exchange that nobody can open is of no use. OpenMetrics only;
 * text 0.0.4 has no place for it. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars">OpenMetrics, Exemplars</a>
 */
final class Exemplars implements ComparisonListener {
    /** Its value is what {@code /api/v1/comparisons/ID} and the page's {@code #/example/ID} open. */
    static final String LABEL = "exchange";

    /** OpenMetrics: names and values of an exemplar's labels together. A client may send longer ids than ours. */
    private static final int MOST_CHARACTERS = 128;

    private final Metrics metrics;
    private final InstantSource clock;

    Exemplars(Metrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        if (LABEL.length() + exchange.id().length() > MOST_CHARACTERS) {
            return;
        }
        ShadowMeters shadow = metrics.shadow(exchange.shadow());
        answered(shadow, exchange, exchange.live());
        answered(shadow, exchange, exchange.candidate());
        if (exchange.control() != null) {
            answered(shadow, exchange, exchange.control());
        }
        // What is not counted in the divergence must not be an example of it.
        if (exchange.stratum() != Stratum.LIVE_FAILED) {
            entries.forEach(entry -> compared(shadow, exchange, entry));
        }
    }

    private void answered(ShadowMeters shadow, Exchange exchange, Answer answer) {
        if (answer.succeeded()) {
            Long first = answer.timing().firstTokenNanos();
            shadow.arm(answer.arm())
                    .exemplify(
                            exemplar(exchange, answer.timing().durationNanos() / 1e9),
                            first == null ? null : exemplar(exchange, first / 1e9));
        }
    }

    private void compared(ShadowMeters shadow, Exchange exchange, ComparisonEntry entry) {
        Double divergence = divergence(entry.comparison());
        if (divergence != null && !divergence.isNaN()) {
            shadow.comparator(entry.comparator(), entry.pair()).exemplify(exemplar(exchange, divergence));
        }
    }

    private static @Nullable Double divergence(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            return match.divergence();
        }
        return comparison instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : null;
    }

    private Exemplar exemplar(Exchange exchange, double value) {
        return new Exemplar(value, clock.millis(), LABEL, exchange.id());
    }
}

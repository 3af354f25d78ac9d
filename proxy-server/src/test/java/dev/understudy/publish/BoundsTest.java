package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever is kept in memory is bounded. */
class BoundsTest {
    private static final Exchange EXCHANGE = Fixtures.exchange("refunds");

    private static ComparisonEntry entry(long sequence, String explanation) {
        Comparison comparison = new Comparison.Mismatch(0.5, Map.of(), Map.of(), explanation);
        return ComparisonEntry.of(sequence, EXCHANGE, new Compared("text", Pair.CANDIDATE, comparison));
    }

    private static List<ComparisonEntry> entries(long count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> entry(i, "differs"))
                .toList();
    }

    @Test
    void stream_fullSubscription_losesTheNewAndCountsThem() {
        EventStream stream = new EventStream(4, 2);
        AtomicInteger rings = new AtomicInteger();
        Subscription subscription = stream.subscribe(ComparisonFilter.ALL, rings::incrementAndGet);
        stream.compared(EXCHANGE, entries(5));

        assertThat(rings).hasValue(1);
        assertThat(subscription.poll().sequence()).isEqualTo(1);
        assertThat(subscription.takeMissed()).isEqualTo(3);
        assertThat(subscription.takeMissed()).isZero();
        assertThat(stream.dropped()).isEqualTo(3);
        assertThat(subscription.poll().sequence()).isEqualTo(2);
        assertThat(subscription.poll()).isNull();
        stream.compared(EXCHANGE, entries(1));
        assertThat(rings).hasValue(2);
    }

    @Test
    void stream_subscriptions_areLimitedAndComeFree() {
        EventStream stream = new EventStream(1, 2);
        Subscription first = stream.subscribe(ComparisonFilter.ALL, () -> {});
        assertThat(stream.subscribe(ComparisonFilter.ALL, () -> {})).isNull();
        first.close();
        assertThat(stream.subscribe(ComparisonFilter.ALL, () -> {})).isNotNull();
        assertThat(stream.readers()).isEqualTo(1);
    }
}

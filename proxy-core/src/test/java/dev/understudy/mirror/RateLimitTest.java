package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.LimitsConfig.Rate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final FakeClock clock = new FakeClock();

    @Test
    void tryTake_burst_oneSecondsWorthAndNoMore() {
        RateLimit limit = new RateLimit(new Rate(20), clock::nanoTime);
        assertThat(taken(limit, 100)).isEqualTo(20);
    }

    @Test
    void tryTake_overTime_isTheRate() {
        RateLimit limit = new RateLimit(new Rate(20), clock::nanoTime);
        taken(limit, 100);
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(10));
            taken += taken(limit, 5);
        }
        assertThat(taken).isEqualTo(200);
    }

    @Test
    void tryTake_afterLongSilence_stillOneBurst() {
        RateLimit limit = new RateLimit(new Rate(5), clock::nanoTime);
        clock.advance(Duration.ofHours(5));
        assertThat(taken(limit, 100)).isEqualTo(5);
    }

    @Test
    void tryTake_lessThanOneASecond_letsSinglesThrough() {
        RateLimit limit = new RateLimit(new Rate(0.1), clock::nanoTime);
        assertThat(taken(limit, 5)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(9));
        assertThat(taken(limit, 5)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken(limit, 5)).isEqualTo(1);
    }

    @Test
    void tryTake_noRate_alwaysTrue() {
        assertThat(taken(new RateLimit(null, clock::nanoTime), 10_000)).isEqualTo(10_000);
    }

    private static int taken(RateLimit limit, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += limit.tryTake() ? 1 : 0;
        }
        return taken;
    }
}

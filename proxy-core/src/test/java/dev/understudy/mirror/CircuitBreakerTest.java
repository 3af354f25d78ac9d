package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.BreakerConfig;
import dev.understudy.mirror.CircuitBreaker.Permit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final FakeClock clock = new FakeClock();
    private final CircuitBreaker breaker =
            new CircuitBreaker(new BreakerConfig(3, Duration.ofSeconds(10)), clock::nanoTime);

    @Test
    void failed_fewerThanTheLimitInARow_staysClosed() {
        fail(2);
        breaker.succeeded(Permit.CALL);
        fail(2);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.tryCall()).isEqualTo(Permit.CALL);
    }

    @Test
    void failed_limitInARow_opensForThePause() {
        fail(3);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.tryCall()).isEqualTo(Permit.REFUSED);
        clock.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(breaker.allows()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    @Test
    void halfOpen_oneProbeAtATime() {
        openAndWait();
        assertThat(breaker.tryCall()).isEqualTo(Permit.PROBE);
        assertThat(breaker.allows()).isFalse();
        assertThat(breaker.tryCall()).isEqualTo(Permit.REFUSED);
    }

    @Test
    void probe_succeeds_closes() {
        openAndWait();
        breaker.succeeded(breaker.tryCall());
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        fail(2);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void probe_fails_opensForAnotherPause() {
        openAndWait();
        breaker.failed(breaker.tryCall());
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        clock.advance(Duration.ofSeconds(10));
        assertThat(breaker.tryCall()).isEqualTo(Permit.PROBE);
    }

    @Test
    void probe_abandoned_nextOneIsTheProbe() {
        openAndWait();
        breaker.abandoned(breaker.tryCall());
        assertThat(breaker.tryCall()).isEqualTo(Permit.PROBE);
    }

    @Test
    void stragglers_fromBeforeItOpened_areNotListenedTo() {
        openAndWait();
        Permit probe = breaker.tryCall();
        breaker.succeeded(Permit.CALL);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        fail(5);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeeded(probe);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    private void openAndWait() {
        fail(3);
        clock.advance(Duration.ofSeconds(10));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(Permit.CALL);
        }
    }
}

package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LongLaneTest {
    @Test
    void offer_queueFull_isRefusedAndTheRestRuns() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        LongLane lane = new LongLane(2);
        assertThat(lane.offer(() -> {
                    begun.countDown();
                    awaited(gate);
                    ran.incrementAndGet();
                }))
                .isTrue();
        begun.await();
        assertThat(lane.offer(ran::incrementAndGet)).isTrue();
        assertThat(lane.offer(() -> {
                    throw new IllegalStateException("a task that fails");
                }))
                .isTrue();
        assertThat(lane.offer(ran::incrementAndGet)).isFalse();
        gate.countDown();
        lane.close();
        assertThat(ran).hasValue(2);
        assertThat(lane.offer(ran::incrementAndGet)).isFalse();
    }

    private static void awaited(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

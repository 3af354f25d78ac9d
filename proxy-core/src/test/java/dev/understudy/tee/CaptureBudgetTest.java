package dev.understudy.tee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CaptureBudgetTest {
    @Test
    void take_overTheLimit_takesNothing() {
        CaptureBudget budget = new CaptureBudget(10);
        assertThat(budget.take(6)).isTrue();
        assertThat(budget.take(5)).isFalse();
        assertThat(budget.used()).isEqualTo(6);
        assertThat(budget.take(4)).isTrue();
        budget.giveBack(10);
        assertThat(budget.used()).isZero();
    }

    @Test
    void limit_lowered_leavesWhatIsHeldAndRefusesMore() {
        CaptureBudget budget = new CaptureBudget(10);
        assertThat(budget.take(8)).isTrue();
        budget.limit(5);
        assertThat(budget.take(1)).isFalse();
        assertThat(budget.used()).isEqualTo(8);
        budget.limit(20);
        assertThat(budget.take(12)).isTrue();
    }

    @Test
    void affordable_moreThanTheHeapCanBear_isAQuarterOfIt() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        assertThat(CaptureBudget.affordable(Long.MAX_VALUE)).isEqualTo(quarter);
        assertThat(CaptureBudget.affordable(1_000)).isEqualTo(1_000);
    }

    @Test
    void take_fromManyThreads_countsToZeroAgain() throws Exception {
        CaptureBudget budget = new CaptureBudget(1_000);
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int n = 0; n < 10_000; n++) {
                    if (budget.take(300)) {
                        budget.giveBack(300);
                    }
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(budget.used()).isZero();
    }
}

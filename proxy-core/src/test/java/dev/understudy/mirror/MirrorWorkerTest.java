package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.send.Niceness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MirrorWorkerTest {
    private static final int POSTERS = 3;
    private static final int EVENTS = 2_000;

    private final AtomicInteger handled = new AtomicInteger();
    private final MirrorWorker worker = new MirrorWorker(
            "worker-under-test",
            Niceness.WORKER,
            new MirrorWorker.Tools(
                    (request, done) -> () -> {},
                    exchange -> {},
                    new HeldBytes(0),
                    new LargeBodies(System::nanoTime, 1),
                    new FaultLog(),
                    System::nanoTime),
            () -> {});

    @Test
    void post_betweenNapsAndSleep_noEventIsLeftLying() throws Exception {
        worker.start();
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < POSTERS; i++) {
            Random random = new Random(i);
            posters.add(new Thread(() -> post(random)));
        }
        posters.forEach(Thread::start);
        for (Thread poster : posters) {
            poster.join();
        }
        // Nothing else is posted: an event whose wake-up got lost would stay where it is.
        Stage.await(() -> assertThat(handled).hasValue(POSTERS * EVENTS));
        stop();
    }

    /** With pauses around the length of a nap, so that events meet the worker in every state. */
    private void post(Random random) {
        for (int i = 0; i < EVENTS; i++) {
            worker.post((Runnable) handled::incrementAndGet);
            LockSupport.parkNanos(random.nextInt(8) == 0 ? random.nextInt(1_200_000) : 0);
        }
    }

    @Test
    void post_oneAtATimeToASleeper_wakesIt() throws Exception {
        worker.start();
        for (int i = 0; i < 200; i++) {
            CountDownLatch woken = new CountDownLatch(1);
            worker.post((Runnable) woken::countDown);
            woken.await();
        }
        stop();
    }

    @Test
    void post_afterTheEnd_isHandledByThePoster() throws Exception {
        worker.start();
        stop();
        Thread[] by = new Thread[1];
        worker.post((Runnable) () -> by[0] = Thread.currentThread());
        assertThat(by[0]).isSameAs(Thread.currentThread());
        assertThat(worker.admit()).isFalse();
    }

    @Test
    void handle_eventThrows_nextOneIsHandled() throws Exception {
        worker.start();
        worker.post((Runnable) () -> {
            throw new StackOverflowError("the test wants it");
        });
        CountDownLatch next = new CountDownLatch(1);
        worker.post((Runnable) next::countDown);
        next.await();
        stop();
    }

    private void stop() throws InterruptedException {
        worker.stop();
        assertThat(worker.join(20_000)).isTrue();
    }
}

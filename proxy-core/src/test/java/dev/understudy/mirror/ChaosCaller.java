package dev.understudy.mirror;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers, refuses, fails, stays silent until it is cancelled, or throws; on threads of its own. */
final class ChaosCaller implements ArmCaller, AutoCloseable {
    private final LinkedBlockingQueue<ChaosCall> pending = new LinkedBlockingQueue<>();
    private final Thread[] threads = new Thread[2];
    private final Random seeds;
    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    private volatile boolean closed;

    ChaosCaller(long seed) {
        seeds = new Random(seed);
        for (int i = 0; i < threads.length; i++) {
            Random random = new Random(seed + i);
            threads[i] = new Thread(() -> serve(random), "chaos-io-" + i);
            threads[i].start();
        }
    }

    @Override
    public Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        int fate;
        synchronized (seeds) {
            fate = seeds.nextInt(20);
        }
        if (fate == 0) {
            throw new IllegalStateException("chaos");
        }
        ChaosCall call = new ChaosCall(done);
        started.incrementAndGet();
        if (fate == 1) {
            call.end(answer(new Random(request.body().length)));
        } else if (fate > 2 || request.body().length % 50 > 0) {
            call.patience = fate == 2 ? 500 : 1;
            pending.add(call);
        } // else it stays silent until it is cancelled
        return call;
    }

    private void serve(Random random) {
        while (!closed || !pending.isEmpty()) {
            ChaosCall call = next();
            if (call == null) {
                continue;
            }
            if (call.patience-- > 0 && random.nextInt(3) > 0 && !closed) {
                pending.add(call); // later
            } else {
                call.end(answer(random));
            }
        }
    }

    private @Nullable ChaosCall next() {
        try {
            return pending.poll(1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static CapturedResponse answer(Random random) {
        Ending[] endings = Ending.values();
        Ending ending = random.nextInt(4) == 0 ? endings[random.nextInt(endings.length)] : Ending.COMPLETE;
        if (ending == Ending.UNREACHABLE) {
            return CapturedResponse.none(ending, "chaos", 1, 2);
        }
        int status = random.nextInt(30) == 0 ? 429 : random.nextInt(10) == 0 ? 503 : 200;
        Headers headers = status == 429 ? Headers.of("retry-after-ms", "2") : Headers.EMPTY;
        return new CapturedResponse(
                status, headers, ChaosBodies.response(random), Timeline.withoutBody(1, 2, 3), ending, "");
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private final class ChaosCall implements Call {
        private final Consumer<CapturedResponse> done;
        private final AtomicBoolean over = new AtomicBoolean();
        /** How often it may be put off; only its own queue's threads touch it. */
        private int patience;

        ChaosCall(Consumer<CapturedResponse> done) {
            this.done = done;
        }

        void end(CapturedResponse response) {
            if (over.compareAndSet(false, true)) {
                ended.incrementAndGet();
                done.accept(response);
            }
        }

        @Override
        public void cancel() {
            end(CapturedResponse.none(Ending.CANCELLED, "chaos", 1, 2));
        }
    }
}

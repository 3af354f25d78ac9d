package dev.understudy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.concurrent.locks.LockSupport;

/** Direct memory in use, as the allocator of all channels counts it. */
final class Memory {
    private Memory() {}

    static long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    static Peak watch() {
        Peak peak = new Peak();
        peak.start();
        return peak;
    }

    /** Looks every millisecond until it is asked. */
    static final class Peak extends Thread {
        private static final long LOOK_NANOS = 1_000_000;

        private volatile boolean stopped;
        private volatile long highest;

        @Override
        public void run() {
            while (!stopped) {
                highest = Math.max(highest, direct());
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }

        long highest() throws InterruptedException {
            stopped = true;
            join();
            return highest;
        }
    }
}

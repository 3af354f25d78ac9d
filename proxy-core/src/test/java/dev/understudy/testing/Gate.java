package dev.understudy.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A door between threads: closed until it is opened, then open for good. Waiting in vain fails. Thread-safe. */
public final class Gate {
    private final CountDownLatch latch = new CountDownLatch(1);

    public void open() {
        latch.countDown();
    }

    public boolean isOpen() {
        return latch.getCount() == 0;
    }

    public void await() throws InterruptedException {
        if (!latch.await(RawConnection.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gate was not opened");
        }
    }
}

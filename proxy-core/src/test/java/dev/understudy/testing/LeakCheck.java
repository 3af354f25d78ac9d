package dev.understudy.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Fails the test class during which a leaked buffer was collected, and the run for what turns up at its end. Registered
 * for every Jupiter test through {@code META-INF/services} and {@code junit.jupiter.extensions.autodetection.enabled}.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final int COLLECTIONS = 10;

    static {
        // Before Netty's allocators are loaded: each makes its detector once.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new RecordingFactory());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store run = context.getRoot().getStore(Namespace.create(LeakCheck.class));
        run.getOrComputeIfAbsent(AtTheEnd.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean nested = context.getRequiredTestClass().getEnclosingClass() != null;
        if (!nested) {
            failOnLeaks();
        }
    }

    /** Collects, lets the detectors see what was collected, and throws if it should have been released. */
    static void failOnLeaks() {
        collect();
        touchDetectors();
        if (LEAKS.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            message.append(leak).append('\n');
        }
        throw new AssertionError("leaked: " + message);
    }

    private static void collect() {
        WeakReference<Object> marker = new WeakReference<>(new Object());
        for (int i = 0; i < COLLECTIONS && marker.get() != null; i++) {
            System.gc();
        }
    }

    /** A detector looks at its queue when it tracks something new. */
    private static void touchDetectors() {
        ByteBufAllocator.DEFAULT.directBuffer(1).release();
        UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    }

    /** The end of the whole run. */
    static final class AtTheEnd implements CloseableResource, AutoCloseable {
        @Override
        public void close() {
            failOnLeaks();
        }
    }

    private static final class RecordingFactory extends ResourceLeakDetectorFactory {
        @Override
        @SuppressWarnings("deprecation")
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval, long maxActive) {
            return new Recording<>(resource, interval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval) {
            return new Recording<>(resource, interval);
        }
    }

    private static final class Recording<T> extends ResourceLeakDetector<T> {
        Recording(Class<?> resource, int interval) {
            super(resource, interval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            LEAKS.add(resourceType + records);
            super.reportTracedLeak(resourceType, records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            LEAKS.add(resourceType);
            super.reportUntracedLeak(resourceType);
        }
    }
}

package dev.understudy.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asks a second time does not want to wait. To the JVM the first signal is all: its hooks run once, and a further signal
 * waits for their end. So the first of them has the signals handled here from then on.
 *
 * <p>{@code sun.misc.Signal} is the only way to that; module {@code jdk.unsupported} exports it for such uses (JEP 260). By
 * reflection, because compilers warn of it in a way that cannot be switched off, and so that a Java without it only waits.
 */
final class SecondSignal {
    private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);

    private SecondSignal() {}

    /** From now on SIGTERM and SIGINT end the process at once. For a thread that ends it anyway. */
    static void endsAtOnce() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle halt = MethodHandles.lookup()
                    .findStatic(SecondSignal.class, "halt", MethodType.methodType(void.class, Object.class));
            Object halting = MethodHandleProxies.asInterfaceInstance(handler, halt);
            for (String name : List.of("TERM", "INT")) {
                Object caught = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, caught, halting);
            }
        } catch (ReflectiveOperationException | RuntimeException none) {
            LOG.debug("a second signal will not be noticed", none);
        }
    }

    @SuppressWarnings("UnusedMethod") // called by the handle
    private static void halt(Object signal) {
        LOG.warn("{} once more: ended at once, without what was still running", signal);
        Runtime.getRuntime().halt(ExitCode.NO);
    }
}

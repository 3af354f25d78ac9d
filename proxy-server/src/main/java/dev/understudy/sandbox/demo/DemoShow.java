package dev.understudy.sandbox.demo;

import dev.understudy.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows a running demo: redrawn in place on a terminal, a line every few seconds elsewhere; at the end the report. */
public final class DemoShow {
    private static final Duration REDRAW = Duration.ofMillis(500);
    private static final Duration LINE = Duration.ofSeconds(5);
    /** Who presses Ctrl-C waits for answers under way, but not long. */
    private static final Duration AFTER_SIGNAL = Duration.ofSeconds(5);

    private static final Duration AFTER_DURATION = Duration.ofSeconds(60);

    private final Demo demo;
    private final PrintWriter out;
    private final Terminal terminal;

    /** @param environment for {@code TERM} and {@code NO_COLOR} */
    public DemoShow(Demo demo, PrintWriter out, Map<String, String> environment) {
        this(demo, out, Terminal.detect(environment));
    }

    DemoShow(Demo demo, PrintWriter out, Terminal terminal) {
        this.demo = demo;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows until the time is over or the latch opens, then finishes the demo and prints the report.
     *
     * @param duration null for no end
     * @param stop opened by a signal
     */
    public void run(@Nullable Duration duration, CountDownLatch stop) throws InterruptedException {
        long end = duration == null ? Long.MAX_VALUE : duration.toNanos();
        if (terminal.interactive()) {
            redraw(end, stop);
        } else {
            lines(end, stop);
        }
        demo.finish(stop.getCount() == 0 ? AFTER_SIGNAL : AFTER_DURATION);
        int width = terminal.size().columns() - 1;
        // Nothing is cut in what stays on the screen: the terminal wraps what is too long.
        Summary.of(demo.view(), width, Integer.MAX_VALUE)
                .forEach(line -> out.println(line.render(Integer.MAX_VALUE, terminal.colour())));
        out.flush();
    }

    private void redraw(long end, CountDownLatch stop) throws InterruptedException {
        Screen screen = new Screen(out, terminal.colour());
        try {
            long start = System.nanoTime();
            Terminal.Size size = terminal.size();
            for (int frame = 1; left(start, end) > 0; frame++) {
                screen.draw(Summary.of(demo.view(), size.columns() - 1, size.rows() - 1), size);
                if (stop.await(Math.min(REDRAW.toNanos(), left(start, end)), TimeUnit.NANOSECONDS)) {
                    break;
                }
                size = frame % 4 == 0 ? terminal.size() : size;
            }
        } finally {
            screen.clear();
        }
    }

    private void lines(long end, CountDownLatch stop) throws InterruptedException {
        long start = System.nanoTime();
        DemoView.Places places = demo.view().places();
        out.println("understudy demo: proxy " + places.proxy() + ", page and metrics " + places.admin()
                + ", configuration " + places.config());
        out.flush();
        while (!stop.await(Math.min(LINE.toNanos(), left(start, end)), TimeUnit.NANOSECONDS) && left(start, end) > 0) {
            out.println(OneLine.of(demo.view()));
            out.flush();
        }
        out.println();
    }

    private static long left(long start, long duration) {
        return Math.max(0, duration - (System.nanoTime() - start));
    }
}

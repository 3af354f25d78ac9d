package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter err = new StringWriter();
    private final AtomicLong now = new AtomicLong(5 * SECOND);

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(err), terminal, now::get);
    }

    @Test
    void at_firstTwoSeconds_saysNothing() {
        ProgressLine line = line(true);
        now.addAndGet(2 * SECOND - 1);
        line.at("comparing", 1, 10);
        line.clear();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void at_laterOnATerminal_saysHowLongItTakesAndIsTakenAway() {
        ProgressLine line = line(true);
        now.addAndGet(4 * SECOND);
        line.at("comparing", 400, 1_000);
        line.at("comparing", 401, 1_000);
        assertThat(err.toString()).isEqualTo("\r\u001b[Kcomparing: 400 of 1,000 (40 %), about 6 s left");
        line.clear();
        assertThat(err.toString()).endsWith("left\r\u001b[K");
    }

    @Test
    void at_noTerminal_saysNothing() {
        ProgressLine line = line(false);
        now.addAndGet(60 * SECOND);
        line.at("reading a", 1 << 20, 0);
        assertThat(err.toString()).isEmpty();
    }
}

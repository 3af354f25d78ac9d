package dev.understudy.terminal;

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
        line.close();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void at_laterOnATerminal_saysHowLongItTakesAndIsTakenAway() {
        ProgressLine line = line(true);
        now.addAndGet(4 * SECOND);
        line.at("comparing", 400, 1_000);
        line.at("comparing", 401, 1_000);
        assertThat(err.toString()).isEqualTo("\r\u001b[Kcomparing: 400 of 1,000 (40 %), about 6 s left");
        line.close();
        assertThat(err.toString()).endsWith("left\r\u001b[K");
    }

    @Test
    void at_numberUnknown_saysHowManyAndSinceWhen() {
        ProgressLine line = line(true);
        now.addAndGet(3 * SECOND);
        line.at("sending a\u001b[31m.jsonl", 12_345);
        assertThat(err.toString()).isEqualTo("\r\u001b[Ksending a?[31m.jsonl: 12,345 in 3 s");
    }

    @Test
    void waiting_saysForHowLong_atMostFourTimesASecond() {
        ProgressLine line = line(true);
        for (int i = 0; i < 40; i++) {
            now.addAndGet(SECOND / 10);
            line.waiting("undecided");
        }
        assertThat(err.toString()).endsWith("undecided: for 4 s now");
        assertThat(err.toString().split("undecided", -1)).hasSizeBetween(7, 9);
    }

    @Test
    void close_takesItAwayOnce() {
        ProgressLine line = line(true);
        now.addAndGet(3 * SECOND);
        line.waiting("a");
        line.close();
        line.close();
        assertThat(err.toString()).isEqualTo("\r\u001b[Ka: for 3 s now\r\u001b[K");
    }

    @Test
    void at_noTerminal_saysNothing() {
        ProgressLine line = line(false);
        now.addAndGet(60 * SECOND);
        line.at("reading a", 1 << 20, 0);
        assertThat(err.toString()).isEmpty();
    }
}

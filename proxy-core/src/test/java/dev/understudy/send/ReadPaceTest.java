package dev.understudy.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadPaceTest {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(ReadPace.TURN_MILLIS);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ReadPace pace = new ReadPace(channel.eventLoop());
    private final List<Integer> resumed = new ArrayList<>();

    @BeforeEach
    void freezeTime() {
        channel.freezeTime();
    }

    @AfterEach
    void closeChannel() {
        channel.finishAndReleaseAll();
    }

    @Test
    void take_moreThanATurn_isRefusedUntilTheNext() {
        long start = System.nanoTime() + TURN_NANOS;
        assertThat(pace.take((int) ReadPace.TURN_BYTES - 1, start)).isTrue();
        assertThat(pace.take(1, start)).isFalse();
        assertThat(pace.take(1, start + TURN_NANOS - 1)).isFalse();
        assertThat(pace.take(1, start + TURN_NANOS)).isTrue();
    }

    @Test
    void hold_many_areResumedInOrderAFewEachTurn() {
        for (int i = 0; i < ReadPace.MOST_HELD; i++) {
            hold(i, true);
        }
        assertThat(pace.hold(() -> true)).isFalse();
        assertThat(resumed).isEmpty();
        turn();
        assertThat(resumed).hasSizeBetween(1, 50).first().isEqualTo(0);
        int first = resumed.size();
        turn();
        assertThat(resumed).hasSize(2 * first).isSorted();
        while (resumed.size() < ReadPace.MOST_HELD) {
            turn();
        }
        assertThat(resumed).isSorted();
    }

    @Test
    void hold_thoseThatEndedMeanwhile_takeNobodysTurn() {
        for (int i = 1; i < ReadPace.MOST_HELD; i++) {
            hold(i, false);
        }
        hold(0, true);
        turn();
        assertThat(resumed).hasSize(ReadPace.MOST_HELD).endsWith(0);
    }

    private void hold(int number, boolean reads) {
        boolean waits = pace.hold(() -> {
            resumed.add(number);
            return reads;
        });
        assertThat(waits).isTrue();
    }

    private void turn() {
        channel.advanceTimeBy(ReadPace.TURN_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}

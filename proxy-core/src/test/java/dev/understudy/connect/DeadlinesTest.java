package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.connect.Deadlines.Deadline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long PAST = -TimeUnit.HOURS.toNanos(1);
    private static final long FUTURE = TimeUnit.HOURS.toNanos(1);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Long> late = new ArrayList<>();
    private final Deadlines deadlines = new Deadlines(channel.eventLoop(), late::add);
    private final List<String> expired = new ArrayList<>();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void sweep_passedDeadline_expiresOnce() {
        add("a", PAST);
        add("b", FUTURE);
        sweep();
        sweep();
        assertThat(expired).containsExactly("a");
    }

    @Test
    void sweep_any_tellsHowLateItIs() {
        add("a", FUTURE);
        sweep();
        sweep();
        // The clock of the test's event loop was moved on, the one that says how late it is was not: both came early.
        assertThat(late).hasSize(2).allMatch(nanos -> nanos > -TimeUnit.MILLISECONDS.toNanos(Deadlines.SWEEP_MILLIS));
    }

    @Test
    void sweep_clearedOrMovedDeadline_doesNotExpire() {
        add("cleared", PAST).clear();
        add("moved", PAST).set(System.nanoTime(), FUTURE);
        sweep();
        assertThat(expired).isEmpty();
    }

    @Test
    void sweep_deadlineSetAgainWhileExpiring_expiresAgain() {
        Deadline[] self = new Deadline[1];
        self[0] = deadlines.add(() -> {
            expired.add("again");
            self[0].set(System.nanoTime(), PAST);
        });
        self[0].set(System.nanoTime(), PAST);
        sweep();
        sweep();
        assertThat(expired).containsExactly("again", "again");
    }

    @Test
    void remove_byAnotherOwnerDuringTheSweep_skipsItAndReachesTheRest() {
        add("last", PAST);
        Deadline third = add("third", PAST);
        Deadline second = add("second", PAST);
        // Added last, so it is looked at first.
        Deadline first = deadlines.add(() -> {
            expired.add("first");
            second.remove();
            third.remove();
        });
        first.set(System.nanoTime(), PAST);
        sweep();
        assertThat(expired).containsExactly("first", "last");
    }

    @Test
    void remove_itselfTwice_leavesTheOthers() {
        Deadline a = add("a", PAST);
        Deadline b = add("b", PAST);
        add("c", PAST);
        b.remove();
        b.remove();
        a.remove();
        sweep();
        assertThat(expired).containsExactly("c");
    }

    @Test
    void sweep_ownerThatThrows_doesNotStopTheOthers() {
        add("behind", PAST);
        deadlines
                .add(() -> {
                    throw new IllegalStateException("an owner's fault, on purpose");
                })
                .set(System.nanoTime(), PAST);
        sweep();
        assertThat(expired).containsExactly("behind");
        add("later", PAST);
        sweep();
        assertThat(expired).containsExactly("behind", "later");
    }

    @Test
    void sweep_nothingLeft_stopsUntilSomethingIsAdded() {
        add("a", PAST).remove();
        sweep();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
        add("b", PAST);
        sweep();
        assertThat(expired).containsExactly("b");
    }

    private Deadline add(String name, long offset) {
        Deadline deadline = deadlines.add(() -> expired.add(name));
        deadline.set(System.nanoTime(), offset);
        return deadline;
    }

    private void sweep() {
        channel.advanceTimeBy(Deadlines.SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}

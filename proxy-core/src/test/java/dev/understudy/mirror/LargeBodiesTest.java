package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LargeBodiesTest {
    private static final long LARGE = LargeBodies.LARGE;
    private static final long LATE = LargeBodies.LATE_NANOS;
    private static final long PAUSE = LargeBodies.FIRST_PAUSE_NANOS;

    private static final int PROCESSORS = 4;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final LargeBodies bodies = new LargeBodies(clock::get, PROCESSORS);

    private void late() {
        bodies.admitted(LARGE);
        bodies.liveWasLate(LATE);
    }

    /** How long large ones stay outside from now on. */
    private void assertClosedFor(long nanos) {
        clock.addAndGet(nanos - 1);
        assertThat(bodies.admits(LARGE)).isFalse();
        clock.addAndGet(1);
        assertThat(bodies.admits(LARGE)).isTrue();
    }

    @Test
    void admits_whileLiveIsInTime_everything() {
        bodies.admitted(LARGE);
        bodies.liveWasLate(LATE - 1);
        assertThat(bodies.admits(LARGE)).isTrue();
    }

    @Test
    void admits_afterLiveWasLate_smallOnesOnly() {
        late();
        assertThat(bodies.admits(LARGE)).isFalse();
        assertThat(bodies.admits(LARGE - 1)).isTrue();
        assertClosedFor(PAUSE);
    }

    @Test
    void liveWasLate_againAndAgain_pausesTwiceAsLongUpToAMinute() {
        for (long pause = PAUSE; pause < LargeBodies.LONGEST_PAUSE_NANOS; pause *= 2) {
            late();
            assertClosedFor(pause);
        }
        late();
        assertClosedFor(LargeBodies.LONGEST_PAUSE_NANOS);
        late();
        assertClosedFor(LargeBodies.LONGEST_PAUSE_NANOS);
    }

    @Test
    void liveWasLate_whilePaused_pausesNoLonger() {
        late();
        bodies.liveWasLate(LATE);
        assertClosedFor(PAUSE);
    }

    @Test
    void liveWasLate_afterAQuietTime_beginsWithTheFirstPause() {
        late();
        assertClosedFor(PAUSE);
        late();
        assertClosedFor(2 * PAUSE);
        clock.addAndGet(4 * PAUSE + 1);
        late();
        assertClosedFor(PAUSE);
    }

    @Test
    void liveWasLate_withoutALargeBody_isNotBlamedOnOne() {
        bodies.liveWasLate(LATE);
        assertThat(bodies.admits(LARGE)).isTrue();
        bodies.admitted(LARGE - 1);
        bodies.liveWasLate(LATE);
        assertThat(bodies.admits(LARGE)).isTrue();
        bodies.admitted(LARGE);
        clock.addAndGet(LargeBodies.BLAMED_NANOS);
        bodies.liveWasLate(LATE);
        assertThat(bodies.admits(LARGE)).isTrue();
    }

    @Test
    void worked_liveIsServed_nextOnesWaitUntilItIsPaidOff() {
        bodies.liveWasLate(0);
        bodies.worked(3_000);
        assertThat(bodies.admits(LARGE - 1)).isTrue();
        bodies.worked(1_000);
        assertClosedFor(4_000 * LargeBodies.SHARE / PROCESSORS);
    }

    @Test
    void worked_longAfterItWasPaidOff_isPaidFromNowOn() {
        bodies.liveWasLate(0);
        bodies.worked(1_000);
        clock.addAndGet(1_000_000);
        bodies.worked(1_000);
        assertClosedFor(1_000 * LargeBodies.SHARE / PROCESSORS);
    }

    @Test
    void worked_noLiveLoopReports_everythingIsAdmitted() {
        bodies.worked(1_000_000);
        assertThat(bodies.admits(LARGE)).isTrue();
    }
}

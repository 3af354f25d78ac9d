package dev.understudy.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KindWatchTest {
    private static final int WANTED = 100;
    private static final double TOLERANCE = 0.05;

    private final KindWatch watch = new KindWatch(DriftKind.SYSTEM_PROMPT, WANTED);
    private long second;

    private void see(int times, long... elements) {
        for (int i = 0; i < times; i++) {
            watch.see(Instant.ofEpochSecond(second++), elements);
        }
    }

    /** A template: what stays, and a slot that is different each time. */
    private void seeTemplate(int times, long... constant) {
        for (int i = 0; i < times; i++) {
            long[] elements = java.util.Arrays.copyOf(constant, constant.length + 1);
            elements[constant.length] = 1_000_000 + second;
            see(1, elements);
        }
    }

    private Finding finding() {
        return watch.finding(TOLERANCE, Map.of());
    }

    @Test
    void finding_beforeTheBaseline_gathers() {
        assertThat(finding().state()).isEqualTo(Finding.State.UNSEEN);
        see(WANTED - 1, 1, 2);
        assertThat(finding().state()).isEqualTo(Finding.State.GATHERING);
        assertThat(finding().share()).isNull();
        see(1, 1, 2);
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
        assertThat(finding().share()).isZero();
    }

    @Test
    void finding_oneSentenceChanges_isDriftSinceItsFirst() {
        see(WANTED, 1, 2, 3);
        Instant change = Instant.ofEpochSecond(second);
        see(20, 1, 2, 4);
        Finding finding = finding();
        assertThat(finding.state()).isEqualTo(Finding.State.DRIFT);
        assertThat(finding.since()).isEqualTo(change);
        assertThat(finding.share()).isEqualTo(20 / 120.0);
        assertThat(finding.elements()).hasSize(2);
    }

    @Test
    void finding_sentenceGoes_isDrift() {
        see(WANTED, 1, 2, 3);
        see(20, 1, 2);
        assertThat(finding().state()).isEqualTo(Finding.State.DRIFT);
    }

    @Test
    void finding_latestAreAllNew_isAll() {
        see(WANTED, 1);
        see(KindWatch.LATEST, 2);
        assertThat(finding().share()).isEqualTo(1);
        assertThat(finding().seen()).isEqualTo(KindWatch.LATEST);
    }

    @Test
    void finding_slotsOfATemplate_areNoDrift_butItsSentenceIs() {
        seeTemplate(WANTED, 1, 2);
        seeTemplate(200, 1, 2);
        assertThat(finding().share()).isZero();
        seeTemplate(20, 1, 3);
        assertThat(finding().state()).isEqualTo(Finding.State.DRIFT);
        assertThat(finding().share()).isEqualTo(0.1);
    }

    @Test
    void finding_severalPromptsInOtherShares_isNoDrift() {
        for (int i = 0; i < WANTED / 4; i++) {
            see(3, 1, 2);
            see(1, 5, 6);
        }
        see(KindWatch.LATEST, 5, 6);
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
    }

    @Test
    void finding_rareNewThing_staysBelowTheTolerance() {
        see(WANTED, 1);
        see(190, 1);
        see(4, 2);
        assertThat(finding().share()).isPositive();
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
        assertThat(finding().since()).isNull();
    }

    @Test
    void finding_oldOneComesBack_endsTheDrift() {
        see(WANTED, 1);
        see(50, 2);
        assertThat(finding().state()).isEqualTo(Finding.State.DRIFT);
        see(KindWatch.LATEST, 1);
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
        assertThat(finding().since()).isNull();
    }

    @Test
    void approve_enoughSeen_isTheBaselineAtOnce() {
        see(WANTED, 1);
        see(50, 2);
        watch.approve();
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
        see(KindWatch.LATEST, 2);
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
    }

    @Test
    void approve_tooLittleSeen_beginsTheBaseline() {
        see(KindWatch.LEAST - 1, 1);
        watch.approve();
        assertThat(finding().state()).isEqualTo(Finding.State.GATHERING);
        see(WANTED - KindWatch.LEAST + 1, 1);
        assertThat(finding().state()).isEqualTo(Finding.State.NONE);
    }

    @Test
    void see_hostileSets_staysBounded() {
        long[] many = new long[100_000];
        for (int i = 0; i < 1_000; i++) {
            for (int k = 0; k < 100; k++) {
                many[k] = i * 1000L + k;
            }
            see(1, many);
        }
        assertThat(watch.baseline().counts()).hasSizeLessThanOrEqualTo(512);
        assertThat(finding().elements()).hasSizeLessThanOrEqualTo(8);
    }
}

package dev.understudy.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.demo.Effect.Reading;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectTest {
    @Test
    void reading_few_isTooFew() {
        assertThat(effect(100, 0.9, 19, 0.1).reading()).isEqualTo(Reading.TOO_FEW);
        assertThat(effect(19, 0.9, 100, 0.1).reading()).isEqualTo(Reading.TOO_FEW);
    }

    @Test
    void reading_clearDifference_isMoreOrLess() {
        assertThat(effect(200, 0.6, 60, 0.1).reading()).isEqualTo(Reading.MORE);
        assertThat(effect(200, 0.1, 60, 0.6).reading()).isEqualTo(Reading.LESS);
    }

    @Test
    void reading_neverAnyDifference_isLikeLive() {
        assertThat(effect(200, 0, 60, 0).reading()).isEqualTo(Reading.LIKE_LIVE);
    }

    @Test
    void reading_liveNeverDiffers_hasNoMultiple() {
        Effect effect = effect(200, 0.3, 60, 0);

        assertThat(effect.reading()).isEqualTo(Reading.MORE);
        assertThat(Summary.reading(effect)).contains("live never differs from itself");
    }

    @Test
    void reading_sameDistribution_isRarelyCalledADifference() {
        SplittableRandom random = new SplittableRandom(5);
        int alarms = 0;
        for (int i = 0; i < 1_000; i++) {
            Effect effect = new Effect("text", drawn(random, 200, 0.3), drawn(random, 60, 0.3));
            alarms += effect.reading() == Reading.LIKE_LIVE ? 0 : 1;
        }
        assertThat(alarms).isLessThan(30);
    }

    @Test
    void sample_meanAndError_areRight() {
        Sample sample = new Sample();
        for (double value : new double[] {1, 2, 3, 4}) {
            sample.add(value);
        }
        assertThat(sample.mean().value()).isEqualTo(2.5);
        assertThat(sample.mean().errorSquared()).isCloseTo(5.0 / 3 / 4, org.assertj.core.data.Offset.offset(1e-12));
    }

    private static Effect effect(int candidates, double candidate, int controls, double noise) {
        SplittableRandom random = new SplittableRandom(3);
        return new Effect("json", drawn(random, candidates, candidate), drawn(random, controls, noise));
    }

    private static Sample.Mean drawn(SplittableRandom random, int count, double probability) {
        Sample sample = new Sample();
        for (int i = 0; i < count; i++) {
            sample.add(random.nextDouble() < probability ? 1 : 0);
        }
        return sample.mean();
    }
}

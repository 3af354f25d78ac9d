package dev.understudy.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.demo.Effect.Reading;
import dev.understudy.sandbox.demo.Sample.Mean;
import dev.understudy.verdict.sequence.Interval;
import org.junit.jupiter.api.Test;

class EffectTest {
    @Test
    void reading_few_isTooFew() {
        assertThat(effect(100, 19, 0.1, 0.2).reading()).isEqualTo(Reading.TOO_FEW);
        assertThat(effect(19, 100, 0.1, 0.2).reading()).isEqualTo(Reading.TOO_FEW);
    }

    @Test
    void reading_clearDifference_isMoreOrLess() {
        assertThat(effect(200, 60, 0.1, 0.3).reading()).isEqualTo(Reading.MORE);
        assertThat(effect(200, 60, -0.3, -0.1).reading()).isEqualTo(Reading.LESS);
    }

    @Test
    void reading_nothingShown_isLikeLive() {
        assertThat(effect(200, 60, -0.1, 0.1).reading()).isEqualTo(Reading.LIKE_LIVE);
    }

    @Test
    void reading_liveNeverDiffers_hasNoMultiple() {
        Effect effect = new Effect("json", new Mean(200, 0.3, 0.001), new Mean(60, 0, 0), new Interval(0.1, 0.4));

        assertThat(effect.reading()).isEqualTo(Reading.MORE);
        assertThat(Summary.reading(effect)).contains("live never differs from itself");
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

    private static Effect effect(int candidates, int controls, double lower, double upper) {
        return new Effect(
                "json", new Mean(candidates, 0.5, 0.001), new Mean(controls, 0.4, 0.001), new Interval(lower, upper));
    }
}

package dev.understudy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.verdict.sequence.Interval;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void of_anySize_isShortAndTellsSomething() {
        assertThat(Numbers.of(0)).isEqualTo("0");
        assertThat(Numbers.of(0.03124)).isEqualTo("0.0312");
        assertThat(Numbers.of(0.5)).isEqualTo("0.5");
        assertThat(Numbers.of(0.00042)).isEqualTo("0.00042");
        assertThat(Numbers.of(214.53)).isEqualTo("214.5");
        assertThat(Numbers.of(12_400)).isEqualTo("12,400");
        assertThat(Numbers.of(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.of(Double.POSITIVE_INFINITY)).isEqualTo("–");
        assertThat(Numbers.of(-1.5)).isEqualTo("-1.5");
    }

    @Test
    void difference_hasASign() {
        assertThat(Numbers.difference(0.25)).isEqualTo("+0.25");
        assertThat(Numbers.difference(-0.25)).isEqualTo("−0.25");
        assertThat(Numbers.difference(0)).isEqualTo("0");
    }

    @Test
    void interval_nothingKnown_saysSo() {
        assertThat(Numbers.interval(Interval.ANYTHING)).isEqualTo("not known yet");
        assertThat(Numbers.interval(new Interval(-0.1, 0.2))).isEqualTo("−0.1 … +0.2");
    }
}

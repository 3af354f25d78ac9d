package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void divergence_twiceAndHalf_areEquallyFar() {
        assertThat(Ratio.divergence(100, 200)).isEqualTo(0.5);
        assertThat(Ratio.divergence(100, 50)).isEqualTo(0.5);
    }

    @Test
    void divergence_nothing_isDefined() {
        assertThat(Ratio.divergence(0, 0)).isZero();
        assertThat(Ratio.divergence(0, 7)).isEqualTo(1);
        assertThat(Ratio.divergence(-5, 0)).isZero();
    }

    @Property
    void divergence_anyAmounts_isSymmetricAndFromZeroToOne(@ForAll long one, @ForAll long another) {
        double divergence = Ratio.divergence(one, another);
        assertThat(divergence).isBetween(0.0, 1.0).isEqualTo(Ratio.divergence(another, one));
        assertThat(Ratio.divergence(one, one)).isZero();
    }

    @Test
    void within_tolerance_boundsTheLarger() {
        assertThat(Ratio.within(0.2, 100, 120)).isTrue();
        assertThat(Ratio.within(0.2, 121, 100)).isFalse();
        assertThat(Ratio.within(0, 0, 0)).isTrue();
        assertThat(Ratio.within(0.2, 0, 1)).isFalse();
    }
}

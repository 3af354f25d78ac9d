package dev.understudy.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ThinningTest {
    @Test
    void passes_muchTraffic_letsABurstAndAFewASecondThrough() {
        Thinning thinning = new Thinning();
        long passed = LongStream.range(0, 20_000)
                .filter(i -> thinning.passes(i * 500_000)) // 2,000 a second for 10 s
                .count();
        assertThat(passed).isBetween(Thinning.BURST + 490L, Thinning.BURST + 510L);
    }

    @Test
    void passes_littleTraffic_letsAllThrough() {
        Thinning thinning = new Thinning();
        assertThat(LongStream.range(0, 2_000).allMatch(i -> thinning.passes(i * 25_000_000)))
                .isTrue();
    }
}

package dev.understudy.compare.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.FinishReason;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorsComparatorTest {
    @Test
    void compare_sameDirection_matches() {
        Comparison comparison =
                compare(new Embeddings(1, 2, List.of(vector(1, 2))), new Embeddings(1, 2, List.of(vector(2, 4))));

        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isCloseTo(0, within(1e-9));
        assertThat(comparison.live()).isEqualTo(Map.of("vectors", 1.0, "dimensions", 2.0));
    }

    @Test
    void compare_rightAngleInOneOfTwo_isHalfway() {
        Comparison comparison = compare(
                new Embeddings(2, 2, List.of(vector(1, 0), vector(1, 0))),
                new Embeddings(2, 2, List.of(vector(1, 0), vector(0, 1))));

        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void compare_opposite_isOne() {
        assertThat(Answers.divergence(
                        compare(new Embeddings(1, 1, List.of(vector(1))), new Embeddings(1, 1, List.of(vector(-1))))))
                .isEqualTo(1);
    }

    @Test
    void compare_otherSizeCountZeroOrNoNumber_notComparable() {
        Embeddings two = new Embeddings(1, 2, List.of(vector(1, 2)));

        assertThat(compare(two, new Embeddings(1, 3, List.of(vector(1, 2, 3)))).explanation())
                .isEqualTo("1 vectors of 2 cannot be compared with 1 vectors of 3");
        assertThat(compare(two, new Embeddings(2, 2, List.of(vector(1, 2), vector(1, 2))))
                        .result())
                .isEqualTo("not_comparable");
        assertThat(compare(two, new Embeddings(1, 2, List.of(vector(0, 0)))).result())
                .isEqualTo("not_comparable");
        assertThat(compare(two, new Embeddings(1, 2, List.of(vector(Float.NaN, 1))))
                        .result())
                .isEqualTo("not_comparable");
        assertThat(compare(two, null).explanation()).isEqualTo("no embeddings on both sides");
    }

    private static float[] vector(float... values) {
        return values;
    }

    private static Comparison compare(Embeddings live, Embeddings candidate) {
        return Answers.comparator("vectors")
                .compare(Answers.REQUEST, answer(Arm.LIVE, live), answer(Arm.CANDIDATE, candidate));
    }

    private static Answer answer(Arm arm, Embeddings embeddings) {
        Completion completion = new Completion(
                null, null, null, List.of(), FinishReason.STOP, "m", null, null, 0, 0, embeddings, List.of());
        return new Answer(arm, 200, false, completion, new Timing(1, null, null, new long[0]), Ending.COMPLETE);
    }
}

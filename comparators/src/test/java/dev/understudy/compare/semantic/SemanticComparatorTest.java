package dev.understudy.compare.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Arm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticComparatorTest {
    private final Comparator semantic = Answers.comparator("semantic");

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "0", "65", "'3'", "true"})
    void create_segmentsThatAreNoCount_areRefused(String segments) {
        assertThatThrownBy(() -> Answers.comparator("semantic", "{'segments': " + segments + "}"))
                .hasMessageContaining("segments: ")
                .hasMessageContaining("(expected: a whole number from 1 to 64)");
    }

    @Test
    void compare_sameWordsInAnotherOrder_isNear() {
        Comparison comparison = compare("cats chase mice", "mice chase cats");
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(comparison.explanation()).isEqualTo("cosine 1.00");
    }

    @Test
    void compare_nothingInCommon_isFar() {
        Comparison comparison = compare("cats chase mice", "stocks fell sharply");
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isGreaterThan(0.5);
    }

    @Test
    void compare_sameSegmentsInAnotherOrder_areAligned() {
        String one = "cats chase mice every single day.\n".repeat(1) + "stocks fell sharply on monday morning.\n";
        String another = "stocks fell sharply on monday morning.\n" + "cats chase mice every single day.\n";
        assertThat(Answers.divergence(compare(one, another))).isCloseTo(0, within(1e-6));
    }

    @Test
    void compare_moreThanItReads_saysSo() {
        Comparator little = Answers.comparator("semantic", "{'segments': 1}");
        String text = "one two three four five six seven eight nine ten. ".repeat(30);
        Comparison comparison =
                little.compare(Answers.REQUEST, Answers.live(text), Answers.candidate("other words " + text));
        assertThat(comparison.explanation()).endsWith("of the beginnings only");
        assertThat(comparison.live()).containsEntry("segments", 1.0);
    }

    @Test
    void compare_noText_isNotComparable() {
        assertThat(semantic.compare(Answers.REQUEST, Answers.calling(Arm.LIVE, "f", "{}"), Answers.candidate("x"))
                        .explanation())
                .isEqualTo("live has no text");
    }

    @Test
    void segments_joinSentencesWhileTheyFit() {
        assertThat(Segments.of("a b. c d. e f g h.", 4, 9).texts()).containsExactly("a b. c d.", "e f g h.");
        assertThat(Segments.of("a b c d e f", 4, 9).texts()).containsExactly("a b c d", "e f");
        assertThat(Segments.of("x".repeat(100), 4, 9).texts()).hasSize(4);
        assertThat(Segments.of(" \n ", 4, 9).texts()).isEmpty();
        assertThat(Segments.of("a b c. d e f. g h i.", 3, 2))
                .isEqualTo(new Segments(java.util.List.of("a b c.", "d e f."), true));
    }

    private Comparison compare(String live, String candidate) {
        return semantic.compare(Answers.REQUEST, Answers.live(live), Answers.candidate(candidate));
    }

    @Test
    void segments_wordTooManyAtTheVeryEnd_areCut() {
        assertThat(Segments.of("a b c d", 3, 1)).isEqualTo(new Segments(java.util.List.of("a b c"), true));
        assertThat(Segments.of("a b c ", 3, 1)).isEqualTo(new Segments(java.util.List.of("a b c"), false));
    }

    @Test
    void segments_charactersOfTwoHalves_areNotParted() {
        String theatre = "\uD83C\uDFAD";
        assertThat(Segments.of(theatre.repeat(5), 2, 9).texts())
                .containsExactly(theatre.repeat(2), theatre.repeat(2), theatre);
    }
}

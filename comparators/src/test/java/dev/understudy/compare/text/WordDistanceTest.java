package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiff;
import dev.understudy.compare.text.WordDistance.Precision;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WordDistanceTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Test
    void between_oneWordOfFour_isTwoOfEight() {
        assertThat(distance("a b c d", "a b x d").divergence()).isCloseTo(0.25, ROUNDING);
    }

    @Test
    void between_nothingInCommon_isOne() {
        assertThat(distance("a b", "c d e").divergence()).isEqualTo(1);
        assertThat(distance("", "c d e").divergence()).isEqualTo(1);
    }

    @Test
    void between_moved_countsTwice() {
        assertThat(distance("x a b c", "a b c x").divergence()).isCloseTo(0.25, ROUNDING);
    }

    @Property(tries = 500)
    void between_anyTexts_agreesWithMyers(
            @ForAll("sequences") List<String> live, @ForAll("sequences") List<String> other) {
        assertThat(distance(live, other).divergence()).isCloseTo(myers(live, other), ROUNDING);
    }

    @Property(tries = 300)
    void between_anyTexts_isSymmetricAndZeroOnlyForTheSame(
            @ForAll("sequences") List<String> live, @ForAll("sequences") List<String> other) {
        double divergence = distance(live, other).divergence();
        assertThat(divergence)
                .isBetween(0.0, 1.0)
                .isEqualTo(distance(other, live).divergence());
        assertThat(divergence == 0).isEqualTo(live.equals(other));
    }

    @Property(tries = 300)
    void between_anyTexts_runsAreOnOneSideOnly(
            @ForAll("sequences") List<String> live, @ForAll("sequences") List<String> other) {
        WordDistance distance = distance(live, other);
        int common = (int) Math.round((1 - distance.divergence()) * (live.size() + other.size()) / 2);
        assertThat(distance.liveOnly().size()).isLessThanOrEqualTo(live.size() - common);
        assertThat(distance.otherOnly().size()).isLessThanOrEqualTo(other.size() - common);
        assertThat(distance.liveOnly().size() > 0).isEqualTo(live.size() > common);
        assertThat(distance.otherOnly().size() > 0).isEqualTo(other.size() > common);
    }

    @Test
    void between_insertedSentence_isTheRun() {
        String live = "Process refund if customer requests it.";
        String other = "Process refund if customer requests it AND purchase was within 30 days.";
        Vocabulary vocabulary = new Vocabulary(16);
        Tokens tokens = Tokens.of(other, vocabulary);
        WordDistance distance = WordDistance.between(Tokens.of(live, vocabulary), tokens, vocabulary);
        assertThat(distance.liveOnly()).isEqualTo(Alignment.Run.NONE);
        assertThat(other.substring(
                        tokens.start(distance.otherOnly().from()),
                        tokens.end(distance.otherOnly().to() - 1)))
                .isEqualTo("AND purchase was within 30 days");
    }

    @Test
    void between_tooLargeForOneTable_agreesWithMyers() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> live = random.ints(3_000, 0, 900).mapToObj(i -> "w" + i).toList();
        List<String> other = random.ints(2_500, 0, 900).mapToObj(i -> "w" + i).toList();
        WordDistance distance = distance(live, other);
        assertThat(distance.divergence()).isCloseTo(myers(live, other), ROUNDING);
        assertThat(distance.liveOnly().size()).isPositive();
    }

    @Test
    void between_longLikeTexts_isExact() {
        String shared = "the same words again ".repeat(6_000);
        WordDistance distance = distance("one " + shared, shared + "two");
        assertThat(distance.precision()).isEqualTo(Precision.EXACT);
        assertThat(distance.divergence()).isCloseTo(2 / 48_002.0, ROUNDING);
    }

    @Test
    void between_veryLongUnlikeTexts_isCountedAndALowerBound() {
        WordDistance distance = distance("a b ".repeat(20_000), "b c ".repeat(20_000));
        assertThat(distance.precision()).isEqualTo(Precision.COUNTED);
        assertThat(distance.divergence()).isCloseTo(0.5, Offset.offset(0.001));
    }

    @Test
    void between_moreTokensThanAreRead_saysSo() {
        String live = "字".repeat(Tokens.MOST + 10);
        WordDistance distance = distance(live, live + "甲");
        assertThat(distance.precision()).isEqualTo(Precision.CUT);
        assertThat(distance.divergence()).isZero();
    }

    @Test
    void between_distinctWordsByTheThousand_growsTheVocabulary() {
        List<String> live = new SplittableRandom(1)
                .ints(5_000)
                .mapToObj(i -> "w" + (i & 0xffffff))
                .toList();
        assertThat(distance(live, live.subList(0, 4_000)).divergence()).isCloseTo(1_000 / 9_000.0, ROUNDING);
    }

    @Provide
    Arbitrary<List<String>> sequences() {
        Arbitrary<String> words = Arbitraries.of("a", "b", "c", "d", "e", ",", ".", "30", "字");
        return words.list().ofMaxSize(200);
    }

    /** The share of deletions and insertions in the script of another implementation. */
    private static double myers(List<String> live, List<String> other) {
        int edits = 0;
        for (Change change : new MyersDiff<String>().computeDiff(live, other, null)) {
            edits += change.endOriginal - change.startOriginal + change.endRevised - change.startRevised;
        }
        int all = live.size() + other.size();
        return all == 0 ? 0 : (double) edits / all;
    }

    private static WordDistance distance(List<String> live, List<String> other) {
        return distance(String.join(" ", live), String.join(" ", other));
    }

    private static WordDistance distance(String live, String other) {
        Vocabulary vocabulary = new Vocabulary(16);
        return WordDistance.between(Tokens.of(live, vocabulary), Tokens.of(other, vocabulary), vocabulary);
    }
}

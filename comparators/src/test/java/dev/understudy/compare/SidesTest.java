package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SidesTest {
    /** Remembers what it worked out, and of which arm. */
    static final class Counting extends ReadingComparator {
        private final List<Arm> read = new ArrayList<>();
        private final List<Question> asked = new ArrayList<>();

        private record Found(int length) {}

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Comparison compare(Sides sides) {
            asked.add(sides.question().once(Question.class, question -> question));
            boolean same = length(sides.live()) == length(sides.other());
            return same ? Comparison.notComparable("alike") : Comparison.notComparable("unlike");
        }

        private int length(Reading reading) {
            return reading.once(Found.class, this::found).length();
        }

        private Found found(Reading reading) {
            read.add(reading.arm());
            return new Found(reading.visible().length());
        }
    }

    private static Exchange exchange() {
        return new Exchange(
                "1",
                "route",
                "shadow",
                Instant.EPOCH,
                "c",
                Stratum.NORMAL,
                Answers.REQUEST,
                Answers.live("yes"),
                Answers.candidate("no"),
                Answers.saying(Arm.CONTROL, "yes"));
    }

    @Test
    void once_bothPairsOfAnExchange_readLiveAndTheRequestOnce() {
        Counting counting = new Counting();
        List<Compared> results = new ExchangeComparisons(List.of(counting)).compare(exchange());
        assertThat(counting.read).containsExactly(Arm.LIVE, Arm.CANDIDATE, Arm.CONTROL);
        assertThat(counting.asked.get(0)).isSameAs(counting.asked.get(1));
        assertThat(results)
                .extracting(result -> result.comparison().explanation())
                .containsExactly("unlike", "alike");
    }

    @Test
    void once_anotherExchange_readsAnew() {
        Counting counting = new Counting();
        ExchangeComparisons comparisons = new ExchangeComparisons(List.of(counting));
        comparisons.compare(exchange());
        comparisons.compare(exchange());
        assertThat(counting.read).hasSize(6);
    }

    @Test
    void visible_refusalInPlaceOfAText_isTheRefusal() {
        Sides sides = Sides.of(Answers.REQUEST, Answers.live("text"), Answers.refusing(Arm.CANDIDATE, "無理です"));
        assertThat(sides.live().visible()).isEqualTo("text");
        assertThat(sides.live().cues().mayCompose()).isFalse();
        assertThat(sides.other().text()).isEmpty();
        assertThat(sides.other().visible()).isEqualTo("無理です");
        assertThat(sides.other().cues().hasSpacelessScripts()).isTrue();
    }
}

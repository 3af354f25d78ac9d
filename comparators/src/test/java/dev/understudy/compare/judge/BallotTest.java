package dev.understudy.compare.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Opinion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BallotTest {
    @ParameterizedTest
    @CsvSource({"A, true, 0", "A, false, 1", "B, true, 1", "B, false, 0", "TIE, true, 0.5", "TIE, false, 0.5"})
    void opinion_ofOneBallot_isOfTheOtherAnswer(Ballot.Choice choice, boolean liveWasA, double win) {
        assertThat(new Ballot(choice, "").opinion(liveWasA)).isEqualTo(new Opinion.Preference(win, null, ""));
    }

    /** First with live as a, then turned, so that live is b. */
    @ParameterizedTest
    @CsvSource({
        "A, B, 0, true",
        "B, A, 1, true",
        "TIE, TIE, 0.5, true",
        "A, A, 0.5, false",
        "B, B, 0.5, false",
        "A, TIE, 0.5, false",
        "TIE, A, 0.5, false"
    })
    void opinion_ofBothOrders_isATieWhereTheyContradict(
            Ballot.Choice first, Ballot.Choice turned, double win, boolean consistent) {
        Opinion.Preference opinion = new Ballot(first, "").opinion(true, new Ballot(turned, ""));
        assertThat(opinion).isEqualTo(new Opinion.Preference(win, consistent, ""));
    }

    @Test
    void opinion_withAReason_saysWhichAnswerWasLives() {
        assertThat(new Ballot(Ballot.Choice.A, "a is complete").opinion(false).words())
                .isEqualTo("live was b: a is complete");
    }
}

package dev.understudy.compare.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeReplyTest {
    private static Completion saying(String text, FinishReason finish) {
        return new Completion(text, null, null, List.of(), finish, "m", null, null, 0, 0);
    }

    private static JudgeReply read(String text) {
        return JudgeReply.read(200, saying(text, FinishReason.STOP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"reason\": \"clearer\", \"preferred\": \"a\"} | A",
                "{\"preferred\": \"b\", \"confidence\": 3} | B",
                "{\"reason\": null, \"preferred\": \"tie\"} | TIE",
            })
    void read_verdict_isABallot(String text, Ballot.Choice choice) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        Ballot.class, ballot -> assertThat(ballot.choice()).isEqualTo(choice));
    }

    @Test
    void read_verdictInAFence_isABallot() {
        assertThat(read("\n```json\n{\"reason\": \"x\", \"preferred\": \"b\"}\n```\n"))
                .isEqualTo(new Ballot(Ballot.Choice.B, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Answer A is better.",
                "I prefer {\"preferred\": \"a\"}",
                "{\"preferred\": \"a\"} {\"preferred\": \"b\"}",
                "{\"preferred\": \"a\", \"preferred\": \"b\"}",
                "{\"preferred\": \"A\"}",
                "{\"preferred\": \"both\"}",
                "{\"preferred\": [\"a\"]}",
                "{\"preferred\": 1}",
                "{\"winner\": \"a\"}",
                "[\"a\"]",
                "null",
                "{\"preferred\": \"a\"",
                "``````",
                "```json",
                "{\"reason\": 1e99999999999, \"preferred\": \"a\"}",
            })
    void read_anythingElse_isNoVerdict(String text) {
        assertThat(read(text)).isEqualTo(new JudgeReply.NoBallot("no_verdict"));
    }

    @Test
    void read_deepOrHugeText_isNoVerdict() {
        assertThat(read("[".repeat(90_000))).isEqualTo(new JudgeReply.NoBallot("no_verdict"));
        assertThat(read("{\"reason\": \"" + "x".repeat(JudgeReply.LONGEST) + "\", \"preferred\": \"a\"}"))
                .isEqualTo(new JudgeReply.NoBallot("no_verdict"));
    }

    @Test
    void read_cutOrRefusedOrFailed_saysWhich() {
        assertThat(JudgeReply.read(200, saying("{\"reason\": \"th", FinishReason.LENGTH)))
                .isEqualTo(new JudgeReply.NoBallot("cut_at_length"));
        assertThat(JudgeReply.read(200, saying("I can't.", FinishReason.REFUSAL)))
                .isEqualTo(new JudgeReply.NoBallot("refused"));
        assertThat(JudgeReply.read(429, Completion.failed(ErrorKind.RATE_LIMITED, "slow down")))
                .isEqualTo(new JudgeReply.NoBallot("rate_limited"));
        assertThat(JudgeReply.read(302, saying("{\"preferred\": \"a\"}", FinishReason.STOP)))
                .isEqualTo(new JudgeReply.NoBallot("other"));
    }
}

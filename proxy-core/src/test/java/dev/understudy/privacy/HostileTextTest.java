package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.config.PolicyConfig.Media;
import dev.understudy.config.PolicyConfig.PatternConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileTextTest {
    private static final int LENGTH = 100_000;
    /** Reads around triggers for each character of the text, at most. */
    private static final int MOST_READS = 400;

    private static long reads(String piece, int length) {
        TextScan scan = new TextScan(piece.repeat(length / piece.length() + 1), Scans.PSEUDONYMS);
        scan.pseudonymised();
        return scan.reads();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "a@",
                "a@a.",
                "a@b.png.",
                "a@b.min.js",
                "a.",
                "4",
                "4 ",
                "41 ",
                "4-",
                "1.",
                "0 ",
                "07 ",
                "(12",
                "(12) ",
                "+",
                "+1",
                "+4 ",
                ":",
                "a:",
                "::",
                "1::",
                "ab:",
                "ab-",
                "-",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "sk-",
                " sk-",
                "eyJ",
                " eyJ",
                "eyJ.",
                "AKIA",
                "_",
                "ghp_",
                "\\",
                "\\n",
                "\\n1",
                "\\u",
                "DE89",
                "DE12 ",
                "://",
                "://@",
                "a://b:c@",
                "call 1234567 ",
                "phone1234567-",
                "é@",
                "4111 ",
            })
    void scan_hostileText_costsLinearWork(String piece) {
        long once = reads(piece, LENGTH);
        long twice = reads(piece, 2 * LENGTH);
        assertThat(once).isLessThan((long) MOST_READS * LENGTH);
        assertThat(twice).isLessThan(once * 5 / 2 + 10_000);
    }

    /** What would take quadratic time takes hours here, and the suite's own limit ends it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "\\",
                "%4",
                "\\u004",
                "&#",
                "://",
                "a@",
                "12 ",
                "Jane ",
                "J. ",
                "Mr. ",
                "O'",
                "Street ",
                "12 Main ",
                "rue ",
                "P.O. Box ",
                "born ",
                "password: ",
                "passport ",
                "AB ",
                "aB3",
                "\u200b",
                "\uff11",
                "{",
                "[\"",
            })
    void redaction_hostileText_ends(String piece) {
        String text = piece.repeat(600_000 / piece.length());
        Pseudonymiser strict = Pseudonymisers.of("strict", Scans.KEY).forExchange();
        int length = strict.value("", text).length();
        assertThat(length).isBetween(text.length() / 8, text.length() * 12);
    }

    @Test
    void redaction_tenMegabytesWithOneAddress_findsIt() {
        String text = "x1 ".repeat(3_500_000) + "jane@corp.com" + " &".repeat(100);
        Pseudonymiser usual = Pseudonymisers.of("default", Scans.KEY);
        assertThat(usual.replacements(text)).hasSize(1);
    }

    @Test
    void redaction_userPatternThatWouldBacktrack_isLinear() {
        PolicyConfig policy = new PolicyConfig(
                "own",
                Set.of(),
                Media.PASS,
                List.of(new PatternConfig("bad", "(a+)+b"), new PatternConfig("worse", "(x+x+)+y")),
                List.of(),
                List.of());
        Pseudonymiser own = Pseudonymisers.of(policy, PseudonymKeys.fixed(Scans.KEY));
        String text = "a".repeat(100_000) + "x".repeat(100_000);
        assertThat(own.value("", text)).isSameAs(text);
    }
}

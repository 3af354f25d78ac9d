package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

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
}

package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CuesTest {
    private static final int[] KINDS = {Cues.DIGIT, Cues.FORM, Cues.ESCAPE, Cues.SYMBOL, Cues.LONG};
    private static final String LETTERS = "DFESL";

    private static String cues(String text) {
        StringBuilder named = new StringBuilder();
        for (int i = 0; i < KINDS.length; i++) {
            if ((Cues.of(text) & KINDS[i]) != 0) {
                named.append(LETTERS.charAt(i));
            }
        }
        return named.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "plain words, a few. | ''",
                "'' | ''",
                "die größe – na gut… 中文 | ''",
                "order 66 | DF",
                "٣٤ | DE",
                "a@b | FS",
                "a:b | F",
                "what? | S",
                "half & half | ES",
                "a\\b | E",
                "a\u00adb | E",
                "abcdefghijklmnopqrstuvwxyzabcdef | L",
                "abcdefghijklmnopqrstuvwxyzabcde | ''",
                "so abcdefghijklmnopqrstuvwxyzabcdef! | SL",
            })
    void of_text_tellsItsKinds(String text, String expected) {
        assertThat(cues(text)).isEqualTo(expected);
    }
}

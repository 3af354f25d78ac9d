package dev.understudy.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private final WordPieces pieces = new WordPieces(
            Map.of("un", 1, "##aff", 2, "##able", 3, "cafe", 4, ",", 5, "日", 6, "本", 7, "##s", 8, "i", 9, "'", 10));

    @Test
    void of_word_isTheLongestPiecesFromTheLeft() {
        assertThat(pieces.of("unaffable", 16)).containsExactly(101, 1, 2, 3, 102);
    }

    @Test
    void of_caseAndAccents_doNotCount() {
        assertThat(pieces.of("CAFÉs, Cafe", 16)).containsExactly(101, 4, 8, 5, 4, 102);
    }

    @Test
    void of_chineseAndPunctuation_standAlone() {
        assertThat(pieces.of("日本i'i", 16)).containsExactly(101, 6, 7, 9, 10, 9, 102);
    }

    @Test
    void of_wordWithoutPieces_isUnknown() {
        assertThat(pieces.of("unxyz " + "a".repeat(200), 16)).containsExactly(101, 100, 100, 102);
    }

    @Test
    void of_moreThanAllowed_isCutAndStillEnded() {
        assertThat(pieces.of("i i i i i i", 4)).containsExactly(101, 9, 9, 102);
    }

    @Test
    void of_nothing_isTheMarksAlone() {
        assertThat(pieces.of(" \u0000\uFFFD ", 16)).containsExactly(101, 102);
    }
}

package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LexiconTest {
    private final Lexicon lexicon = new Lexicon(Map.of("not", 1, "märz", 2, "не", 3));

    @Test
    void number_wordInsideAText_isFoundInAnyCase() {
        String text = "Is NOT in MÄRZ, НЕ";
        assertThat(lexicon.number(text, 3, 6)).isEqualTo(1);
        assertThat(lexicon.number(text, 10, 14)).isEqualTo(2);
        assertThat(lexicon.number(text, 16, 18)).isEqualTo(3);
    }

    @Test
    void number_partOfAWordOrAnotherWord_isZero() {
        assertThat(lexicon.number("nothing", 0, 7)).isZero();
        assertThat(lexicon.number("no")).isZero();
        assertThat(lexicon.number("nut")).isZero();
        assertThat(lexicon.number("")).isZero();
    }

    @Test
    void number_thousandWords_eachHasItsOwn() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 1; i <= 1000; i++) {
            numbers.put(Integer.toString(i, 36), i);
        }
        Lexicon many = new Lexicon(numbers);
        numbers.forEach((word, number) ->
                assertThat(many.number(word.toUpperCase(Locale.ROOT))).isEqualTo(number));
        assertThat(many.number("zzz")).isZero();
    }
}

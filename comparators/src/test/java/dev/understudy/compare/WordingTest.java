package dev.understudy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void excerpt_shortText_isAllOfIt() {
        assertThat(Wording.excerpt("within 30 days", 14)).isEqualTo("within 30 days");
    }

    @Test
    void excerpt_longText_endsInAnEllipsis() {
        assertThat(Wording.excerpt("within 30 days", 10)).isEqualTo("within 30…");
    }

    @Test
    void excerpt_whiteSpace_isOneSpace() {
        assertThat(Wording.excerpt(" a\r\n\tb\u00a0\u2028c ", 10)).isEqualTo("a b c");
    }

    @Test
    void excerpt_emojiAtTheCut_isNotHalved() {
        assertThat(Wording.excerpt("ab😀😀", 4)).isEqualTo("ab…");
        assertThat(Wording.excerpt("ab😀", 4)).isEqualTo("ab😀");
    }

    @Test
    void excerpt_controlsAndOverrides_areReplaced() {
        assertThat(Wording.excerpt("a\u001b[2Jb\u202ec\ud800d\u0000", 20)).isEqualTo("a�[2Jb�c�d�");
    }

    @Property
    void excerpt_anything_staysInItsLimitAndOnOneLine(
            @ForAll String text, @ForAll @IntRange(min = 2, max = 50) int limit) {
        String excerpt = Wording.excerpt(text, limit);
        assertThat(excerpt.length()).isLessThanOrEqualTo(limit);
        assertThat(excerpt.chars()).noneMatch(Character::isISOControl);
        assertThat(excerpt.lines().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void percent_small_isNotZero() {
        assertThat(Wording.percent(0)).isEqualTo("0 %");
        assertThat(Wording.percent(0.001)).isEqualTo("<1 %");
        assertThat(Wording.percent(0.416)).isEqualTo("42 %");
    }

    @Test
    void seconds_eachSize_readsWell() {
        assertThat(Wording.seconds(0.2404)).isEqualTo("240 ms");
        assertThat(Wording.seconds(1.254)).isEqualTo("1.25 s");
    }
}

package dev.understudy.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Property(tries = 300)
    void end_movesOnAndNeverSplitsACodePoint(@ForAll String text) {
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int end = Tokens.end(text, at);
            assertThat(end).isGreaterThan(at).isLessThanOrEqualTo(text.length());
            boolean splits = end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
            assertThat(splits).isFalse();
            at = end;
            count++;
        }
        assertThat(Tokens.count(text)).isEqualTo(count);
    }

    @Test
    void count_ofProse_isAboutAQuarterOfItsCharacters() {
        String prose = "Your refund of the full amount has been approved and is on its way back to you.";

        assertThat(Tokens.count(prose)).isBetween(prose.length() / 6, prose.length() / 3);
    }
}

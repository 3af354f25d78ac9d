package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class EditsTest {
    private static Match match(int start, int end, String replacement) {
        return new Match(start, end, Kind.NUMBER, replacement);
    }

    private static String applied(String text, List<Match> edits) {
        StringBuilder applied = new StringBuilder(text);
        for (int i = edits.size() - 1; i >= 0; i--) {
            applied.replace(
                    edits.get(i).start(), edits.get(i).end(), edits.get(i).replacement());
        }
        return applied.toString();
    }

    @Test
    void then_none_isTheSameInstance() {
        String text = "text";
        Edits edits = new Edits(text);
        edits.then(List.of());
        assertThat(edits.text()).isSameAs(text);
        assertThat(edits.list()).isEmpty();
    }

    @Test
    void then_furtherBesideAndOver_areOneList() {
        Edits edits = new Edits("0123456789");
        edits.then(List.of(match(1, 3, "abcd"), match(6, 7, "")));
        assertThat(edits.text()).isEqualTo("0abcd345789");
        edits.then(List.of(match(0, 2, "X"), match(4, 6, "Y"), match(9, 11, "Z")));
        assertThat(edits.text()).isEqualTo("XbcY457Z");
        assertThat(edits.list()).containsExactly(match(0, 4, "XbcY"), match(6, 7, ""), match(8, 10, "Z"));
    }

    /** Whatever rounds come, the list says of the first text what the rounds made of it. */
    @Property(tries = 2000)
    void then_anyRounds_theListMakesTheText(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String text, @ForAll List<Integer> seeds) {
        Edits edits = new Edits(text);
        for (int round = 0; round < 3; round++) {
            edits.then(random(edits.text().length(), seeds, round));
            assertThat(applied(text, edits.list())).isEqualTo(edits.text());
        }
        for (int i = 1; i < edits.list().size(); i++) {
            assertThat(edits.list().get(i).start())
                    .isGreaterThanOrEqualTo(edits.list().get(i - 1).end());
        }
    }

    private static List<Match> random(int length, List<Integer> seeds, int round) {
        List<Match> matches = new ArrayList<>();
        int at = 0;
        for (int seed : seeds) {
            int start = at + Math.floorMod(seed + round, 5);
            int end = start + 1 + Math.floorMod(seed / 7, 3);
            if (end > length) {
                break;
            }
            matches.add(match(start, end, "*".repeat(Math.floorMod(seed / 31 + round, 5))));
            at = end;
        }
        return matches;
    }
}

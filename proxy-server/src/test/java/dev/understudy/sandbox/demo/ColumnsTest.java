package dev.understudy.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.terminal.Ink;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void harmless_controlCharacters_areGone() {
        assertThat(Columns.harmless("a\u001b[31mb\nc\u0000\u202Ed\t")).isEqualTo("a[31mb cd ");
    }

    @Test
    void width_countsColumnsNotCharacters() {
        assertThat(Columns.width("héllo")).isEqualTo(5);
        assertThat(Columns.width("日本")).isEqualTo(4);
        assertThat(Columns.width("💸")).isEqualTo(2);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void cut_tooLong_endsInAnEllipsis() {
        assertThat(Columns.cut("refund", 6)).isEqualTo("refund");
        assertThat(Columns.cut("refunds", 6)).isEqualTo("refun…");
        assertThat(Columns.cut("日本語", 4)).isEqualTo("日…");
        assertThat(Columns.cut("refund", 0)).isEmpty();
    }

    @Test
    void wrap_breaksAtSpaces() {
        assertThat(Columns.wrap("I want my money back now", 10, 3)).containsExactly("I want my", "money back", "now");
        assertThat(Columns.wrap("I want my money back now", 10, 2)).containsExactly("I want my", "money bac…");
        assertThat(Columns.wrap("", 10, 2)).containsExactly("");
    }

    @Property(tries = 300)
    void wrap_anyText_fits(@ForAll String text, @ForAll @IntRange(min = 5, max = 60) int width) {
        List<String> lines = Columns.wrap(text, width, 3);

        assertThat(lines).hasSizeBetween(1, 3);
        assertThat(lines).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void render_withoutColour_hasNoEscapes() {
        Line line = Line.of("live ", Ink.CYAN).add("says \u001b[2J yes");

        assertThat(line.render(80, false)).isEqualTo("live says [2J yes");
        assertThat(line.render(80, true)).isEqualTo("\u001b[36mlive \u001b[0msays [2J yes");
        assertThat(line.render(7, false)).isEqualTo("live s…");
    }
}

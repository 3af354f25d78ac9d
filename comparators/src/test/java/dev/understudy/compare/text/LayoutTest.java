package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.text.Layout.Element;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void of_boldAcrossLinesAndCode_countsSpansOfEachLine() {
        Layout layout = Layout.of("""
                **one** and **two**
                a ** alone
                ***three***
                ```
                **code**
                ```
                - **four**
                """);
        assertThat(layout.count(Element.BOLD)).isEqualTo(4);
        assertThat(layout.count(Element.CODE_BLOCKS)).isEqualTo(1);
        assertThat(layout.count(Element.BULLETS)).isEqualTo(1);
    }

    @Test
    void of_noBoldAnywhere_countsNone() {
        assertThat(Layout.of("a\n".repeat(1000)).count(Element.BOLD)).isZero();
        assertThat(Layout.of("").count(Element.PARAGRAPHS)).isZero();
    }
}

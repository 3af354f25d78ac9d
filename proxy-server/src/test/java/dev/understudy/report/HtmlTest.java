package dev.understudy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static String text(String text) {
        StringWriter out = new StringWriter();
        new Html(out).text(text);
        return out.toString();
    }

    @Test
    void text_markup_isEscaped() {
        assertThat(text("<a href=\"x\">'&'</a>\n"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\n");
    }

    @Test
    void text_whatMovesOrHidesText_isShown() {
        assertThat(text("a\u0000b\u202ec\u2066d\ud800e\uffff")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
        assertThat(text("é日😀")).isEqualTo("é日😀");
    }

    @Test
    void open_attribute_cannotBeLeft() {
        StringWriter out = new StringWriter();
        new Html(out).open("p", "title", "\" onclick=\"x");
        assertThat(out).hasToString("<p title=\"&quot; onclick=&quot;x\">");
    }

    @Property(tries = 2_000)
    void text_anything_hasNothingOfMarkup(@ForAll String text) {
        assertThat(text(text)).doesNotContain("<", ">", "\"", "'").doesNotContainPattern("&(?!(amp|lt|gt|quot|#39);)");
    }
}

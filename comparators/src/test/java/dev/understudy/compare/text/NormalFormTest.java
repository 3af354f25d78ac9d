package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NormalFormTest {
    @Test
    void composed_latin_isTheSameObject() {
        String text = "café §";
        assertThat(NormalForm.composed(text)).isSameAs(text);
    }

    @Test
    void composed_decomposed_isComposed() {
        assertThat(NormalForm.composed("cafe\u0301")).isEqualTo("caf\u00e9");
    }

    @Property
    void composed_usualText_isFormC(@ForAll @StringLength(max = 30) String text) {
        assertThat(NormalForm.composed(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** Marks of descending class must be sorted one by one: a normaliser works for hours on this. */
    @Test
    void composed_stackedMarks_isLeftAsItIs() {
        String stacked = "a" + "\u0301\u0316".repeat(500_000);
        assertThat(NormalForm.composed(stacked)).isSameAs(stacked);
    }
}

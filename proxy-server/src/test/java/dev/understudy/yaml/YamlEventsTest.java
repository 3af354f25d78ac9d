package dev.understudy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

class YamlEventsTest {
    /** Over more than two of the parser's pieces. */
    private static final int LONGEST = 2_200;

    @Test
    void of_emojiAtAnyPlace_isReadWhole() {
        for (int before = 1; before < LONGEST; before++) {
            String text = "x".repeat(before) + "😀";

            assertThat(scalar(text)).isEqualTo(text);
        }
    }

    @Test
    void of_nothingButEmoji_isReadWhole() {
        for (int count = 1; count < LONGEST; count += 7) {
            assertThat(scalar("😀".repeat(count))).isEqualTo("😀".repeat(count));
        }
    }

    @Test
    void of_halfACharacterAtAnyPlace_isRefused() {
        for (int before = 0; before < LONGEST; before++) {
            String text = "x".repeat(before) + "\ud83d";

            assertThatThrownBy(() -> scalar(text)).isInstanceOf(ReaderException.class);
            assertThatThrownBy(() -> scalar(text + "x")).isInstanceOf(ReaderException.class);
        }
    }

    private static String scalar(String text) {
        Event only = StreamSupport.stream(YamlEvents.of(text).spliterator(), false)
                .filter(ScalarEvent.class::isInstance)
                .findFirst()
                .orElseThrow();
        return ((ScalarEvent) only).getValue();
    }
}

package dev.understudy.compare.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptLeakTest {
    @Test
    void weight_promptWithoutSpaces_countsItsCharacters() {
        assertThat(weight("规".repeat(150_000))).isBetween(10_000, 11_000);
    }

    @Test
    void weight_promptThatIsReadInPart_countsAllOfIt() {
        assertThat(weight("never say this ".repeat(200_000))).isGreaterThan(200_000);
    }

    @Test
    void weight_promptOfWords_countsThem() {
        assertThat(weight("never say this ".repeat(100))).isBetween(300, 500);
    }

    private static int weight(String prompt) {
        return PromptLeak.weight(List.of(prompt), new PromptLeak(List.of(prompt)));
    }
}

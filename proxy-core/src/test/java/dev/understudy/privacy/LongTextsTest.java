package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LongTextsTest {
    private static final int LENGTH = LongTexts.SHORTEST * 3;
    private static final String[] SENTENCES = {
        "The parcel came late and one corner was open. ",
        "Please write to jane.doe@corp.com or call +49 151 12345678 after six. ",
        "It goes to 742 Evergreen Terrace, Springfield, IL 62704, as always.\n",
        "My password is hunter2!x and I was born on 16 February 1942. ",
        "Card 4111 1111 1111 1111, account DE89370400440532013000; 8% off \\u0040 home. ",
        "Nothing to see here \ud83d\ude00 but order 88214 of 2026-11-03. ",
        "Key sk-abcdefghijklmnop1234 at 192.168.7.1, or passport no. X1234567. "
    };

    private final Pseudonymiser policy = Pseudonymisers.of(PolicyConfig.DEFAULT, PseudonymKeys.fixed(Scans.KEY));

    private static String text(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(LENGTH + 100);
        while (text.length() < LENGTH) {
            text.append(SENTENCES[random.nextInt(SENTENCES.length)]);
        }
        return text.toString();
    }

    private String inOneLook(String text) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (Replaced one : policy.forExchange().replacements(text)) {
            changed.append(text, copied, one.start()).append(one.replacement());
            copied = one.end();
        }
        return changed.append(text, copied, text.length()).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void value_longText_isChangedAsInOneLook(long seed) {
        String text = text(seed);
        String changed = policy.forExchange().value("", text);
        assertThat(changed.equals(inOneLook(text))).isTrue();
        assertThat(changed)
                .doesNotContain("jane.doe")
                .doesNotContain("4111 1111")
                .doesNotContain("hunter2");
    }

    @Test
    void value_longTextWithoutPersonalData_isTheSameInstance() {
        String text = "The parcel came late, 8 days after 2026-11-03. ".repeat(LENGTH / 40);
        assertThat(policy.forExchange().value("", text)).isSameAs(text);
    }

    @Test
    void value_longerThanAWindow_isOneThing() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(8);
        String text = "x".repeat(LongTexts.SHORTEST / 2 - 40) + " " + key + " y ".repeat(LongTexts.SHORTEST / 2);
        String changed = policy.forExchange().value("", text);
        assertThat(changed).doesNotContain("MIIEvQIB").contains("-----BEGIN PRIVATE KEY-----\npseudo");
    }
}

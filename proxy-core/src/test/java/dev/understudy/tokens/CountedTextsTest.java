package dev.understudy.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTextsTest {
    private static final String PROMPT =
            "You are the support desk of a shop. Process refund if customer requests it. 退款政策";
    private static final EncodingRegistry ENCODINGS = com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry();

    private final List<Object> counted = new ArrayList<>();
    private final CountedTexts texts = new CountedTexts();

    @Test
    void count_sameTextAgain_countedOnce() {
        Encoding encoding = counting(EncodingType.O200K_BASE);

        int first = texts.count(encoding, PROMPT);
        int again = texts.count(encoding, new String(PROMPT.toCharArray()));

        assertThat(first)
                .isEqualTo(again)
                .isEqualTo(ENCODINGS.getEncoding(EncodingType.O200K_BASE).countTokensOrdinary(PROMPT));
        assertThat(counted).containsExactly(PROMPT);
    }

    @Test
    void count_otherEncoding_countedAnew() {
        int newest = texts.count(counting(EncodingType.O200K_BASE), PROMPT);
        int older = texts.count(counting(EncodingType.P50K_BASE), PROMPT);

        assertThat(counted).hasSize(2);
        assertThat(older).isGreaterThan(newest);
    }

    @Test
    void count_oneCharacterChanged_countedAnew() {
        Encoding encoding = counting(EncodingType.O200K_BASE);

        texts.count(encoding, PROMPT);
        texts.count(encoding, PROMPT.replace('Y', 'y'));

        assertThat(counted).hasSize(2);
    }

    /** The real encoding, which notes what it is asked to count. */
    private Encoding counting(EncodingType type) {
        Encoding encoding = ENCODINGS.getEncoding(type);
        return (Encoding) Proxy.newProxyInstance(
                Encoding.class.getClassLoader(), new Class<?>[] {Encoding.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("countTokensOrdinary")) {
                        counted.add(arguments[0]);
                    }
                    return method.invoke(encoding, arguments);
                });
    }
}

package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HarmlessTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'd like a refund for order 4711, placed on 2026-11-03 at 14:05:33. It was $1,250.00 (plus 19% VAT).",
                "Upgrade from 4.17.21 to 5.0.0-rc.1; see RFC 9110 section 9.2.2 and ISO/IEC 7812-1:2017.",
                "The invoice 2024-000123 over 1.234.567,89 EUR is 30 days overdue, ticket #88412-7.",
                "for (int i = 0; i < 10_000; i++) { std::cout << a[i] << std::endl; } // 0x7fff5fbff8a0",
                "commit 3f786850e387550fdab836ed7e6dc881de23001b, image sha256:9f86d081884c7d659a2feaa0c55ad015",
                "{\"order_id\": 1234567890, \"amount\": 99.95, \"placed\": \"2026-11-03T14:05:33.123456Z\"}",
                "Tables: 100 200 300 400\n110 220 330 440\n 12 34 56 78 90",
                "Scores 3:1, 2:2 and 12:30; pages 100-200, 1990-1995; chapter 3.2.1; 5 + 3 = 8; f(10) 20",
                "Python: x = y @ z; @dataclass; a['k']; email me? No: user at example dot com",
                "chatcmpl-CYPS1lijGoK8gd9lYzY3r9Sx50nbt call_abc123XYZ fp_cbf1785567 gpt-4o-2024-08-06",
                "日本語のテキスト、注文番号は12345です。Grüße aus Köln! Ελληνικά. Привет, 42.",
                "",
            })
    void pseudonymised_textWithoutPersonalData_isTheSameInstance(String text) {
        assertThat(Scans.pseudonymised(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-ba46-ffff-fffffe8f6187",
                "00000000-7DE5-AE43-FFFF-FFFFFFFFFA99 end",
                "e316540c-b145-4317-be68-227730348cea",
                "00000000-0000-ee39-7938-012761454541, 00002be9-ad76-c512-3213-771a0444e967",
                "be430315-0094-2743-0216-916891847377",
            })
    void pseudonymised_uuidWithTheCheckDigitsOfAnAccount_isTheSameInstance(String text) {
        assertThat(Scans.pseudonymised(text)).isSameAs(text);
    }

    @Property(tries = 2000)
    void pseudonymised_uuid_isTheSameInstance(@ForAll long high, @ForAll long low) {
        String text = "id " + new UUID(high, low) + " end";
        assertThat(Scans.pseudonymised(text)).isSameAs(text);
    }

    @Property(tries = 1000)
    void pseudonymised_moment_isTheSameInstance(
            @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        String text = "at " + java.time.Instant.ofEpochSecond(seconds, nanos) + " (" + seconds + ")";
        assertThat(Scans.pseudonymised(text)).isSameAs(text);
    }
}

package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordScannerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Hello, world!          | Hello¦,¦world¦!           | 2",
                "don't ’quoted’ l’été   | don't¦’¦quoted¦’¦l’été    | 3",
                "$1,250.00 on 3.5.      | $¦1,250.00¦on¦3.5¦.       | 3",
                "snake_case x2 2x       | snake_case¦x2¦2x          | 3",
                "a-b a/b                | a¦-¦b¦a¦/¦b               | 4",
                "退款 ok                 | 退¦款¦ok                   | 3",
                "キャンセル              | キ¦ャ¦ン¦セ¦ル             | 5",
                "ขอคืน                  | ข¦อ¦คื¦น                   | 4",
                "환불 정책               | 환불¦정책                  | 2",
                "возврат средств        | возврат¦средств           | 2",
                "मनी बैक                | मनी¦बैक                   | 2",
                "👍🏽ok                   | 👍¦🏽¦ok                    | 1",
                "👩‍🚀                    | 👩‍¦🚀                      | 0",
                "f(x)={y}               | f¦(¦x¦)¦=¦{¦y¦}           | 3",
            })
    void next_eachScript_findsItsTokens(String text, String tokens, int words) {
        assertThat(tokens(text)).isEqualTo(List.of(tokens.split("¦")));
        assertThat(Words.of(text).count()).isEqualTo(words);
    }

    @Test
    void next_onlySpace_findsNothing() {
        assertThat(tokens("")).isEmpty();
        assertThat(tokens(" \n\t\u00a0\u2003\u3000\u0085")).isEmpty();
    }

    @Property
    void next_anything_coversAllButSpaceInOrder(@ForAll String text) {
        StringBuilder joined = new StringBuilder();
        tokens(text).forEach(joined::append);
        StringBuilder spaceless = new StringBuilder();
        text.codePoints()
                .filter(codePoint -> !dev.understudy.compare.Wording.isSpace(codePoint))
                .forEach(spaceless::appendCodePoint);
        assertThat(joined.toString()).isEqualTo(spaceless.toString());
    }

    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            tokens.add(text.substring(scanner.start(), scanner.end()));
        }
        return tokens;
    }
}

package dev.understudy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.yaml.YamlNode.Mapping;
import dev.understudy.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlTextTest {
    /** The parser counts code points, Java's texts UTF-16 units. */
    @Test
    void nodes_behindSignsOutsideOfThePlane_standWhereTheyAre() {
        String text = """
                "\uD83D\uDE00 one": [ "\uD83D\uDE01", two, { three: "\uD83D\uDE02\uD83D\uDE03" } ]   # \uD83D\uDE04
                four:
                  - \uD83D\uDE05 five
                  - six
                """;
        List<String> written = new ArrayList<>();
        write(YamlText.of(text).root(), text, written);
        assertThat(written)
                .containsExactly(
                        "\"\uD83D\uDE00 one\"",
                        "\"\uD83D\uDE01\"",
                        "two",
                        "three",
                        "\"\uD83D\uDE02\uD83D\uDE03\"",
                        "four",
                        "\uD83D\uDE05 five",
                        "six");
    }

    private static void write(YamlNode node, String text, List<String> written) {
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> {
                write(entry.key(), text, written);
                write(entry.value(), text, written);
            });
        } else if (node instanceof Sequence list) {
            list.items().forEach(item -> write(item, text, written));
        } else {
            written.add(text.substring(node.start(), node.end()));
        }
    }
}

package dev.understudy.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import dev.understudy.names.TinyModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WordPieceTokenizerTest {
    private static WordPieceTokenizer tokenizer(TinyModel model) {
        return WordPieceTokenizer.of(JsonMapper.shared().readTree(model.tokenizer("WordPiece")));
    }

    private static TinyModel model() {
        return new TinyModel("O")
                .knows("O", "cafe", "##s", "Caf", "##é", "日", "本", ",", "un", "##able", "i", "istanbul", "👋");
    }

    /** What each piece is of the text, and a hyphen before what continues a word. */
    private static List<String> cut(WordPieceTokenizer tokenizer, String text) {
        Pieces pieces = tokenizer.pieces(text);
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < pieces.count(); i++) {
            cut.add((pieces.continues(i) ? "-" : "") + text.substring(pieces.start(i), pieces.end(i)));
        }
        return cut;
    }

    @Test
    void pieces_cased_areTheLongestFromTheLeftInTheirPlaces() {
        assertThat(cut(tokenizer(model()), " unable, Cafés\tcafes "))
                .containsExactly("un", "-able", ",", "Caf", "-é", "-s", "cafe", "-s");
    }

    @Test
    void pieces_uncased_haveTheCharactersThatTheyWere() {
        WordPieceTokenizer uncased = tokenizer(model().lowercase());
        assertThat(cut(uncased, "CAFÉS UNABLE")).containsExactly("CAFÉ", "-S", "UN", "-ABLE");
        assertThat(cut(uncased, "cafe\u0301s"))
                .as("a letter and its mark")
                .containsExactly("cafe\u0301".substring(0, 4), "-s");
        assertThat(cut(uncased, "İstanbul")).as("one letter becomes two").containsExactly("İstanbul");
    }

    @Test
    void pieces_ideographsAndPairs_standInTheirPlaces() {
        assertThat(cut(tokenizer(model()), "i日本i👋 👋")).containsExactly("i", "日", "本", "i👋", "👋");
    }

    @Test
    void pieces_whatCannotBeSeen_isNotThere() {
        assertThat(cut(tokenizer(model()), "un\u200bable \u0000 \ufffd")).containsExactly("un", "-able");
    }

    @Test
    void pieces_unknownAndEndlessWords_areOnePiece() {
        String endless = "x".repeat(100_000);
        assertThat(cut(tokenizer(model()), "unknown " + endless)).containsExactly("unknown", endless);
    }

    @Test
    void pieces_nothing_isNone() {
        assertThat(tokenizer(model()).pieces("").count()).isZero();
        assertThat(tokenizer(model()).pieces(" \n").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i i i i", "i unable i", "i ,unable"})
    void pieces_moreThanAllowed_areCutThereAndBetweenTwoMarks(String text) {
        WordPieceTokenizer tokenizer = tokenizer(model());
        Pieces all = tokenizer.pieces(text);
        Pieces first = tokenizer.pieces(text, 2);
        assertThat(all.count()).isGreaterThan(2);
        assertThat(first.count()).isEqualTo(2);
        assertThat(first.between(tokenizer.begin(), 0, 2, tokenizer.end()))
                .containsExactly(all.between(tokenizer.begin(), 0, 2, tokenizer.end()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BPE", "Unigram", "WordLevel"})
    void of_anotherKind_isRefusedByItsName(String kind) {
        JsonNode file = JsonMapper.shared().readTree(model().tokenizer(kind));
        assertThatThrownBy(() -> WordPieceTokenizer.of(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tokenizer.json: " + kind + " (expected: a tokenizer of word pieces");
    }

    @Test
    void of_partsThatAreNotUnderstood_isRefused() {
        ObjectNode normalizer = (ObjectNode) JsonMapper.shared().readTree(model().tokenizer("WordPiece"));
        normalizer.putObject("normalizer").put("type", "Precompiled");
        assertThatThrownBy(() -> WordPieceTokenizer.of(normalizer)).hasMessageContaining("tokenizer.json: normalizer");
        ObjectNode cut = (ObjectNode) JsonMapper.shared().readTree(model().tokenizer("WordPiece"));
        cut.putObject("pre_tokenizer").put("type", "Metaspace");
        assertThatThrownBy(() -> WordPieceTokenizer.of(cut)).hasMessageContaining("tokenizer.json: Metaspace");
        assertThatThrownBy(() -> WordPieceTokenizer.of(JsonMapper.shared().createObjectNode()))
                .hasMessageContaining("tokenizer.json");
        JsonNode noMarks = JsonMapper.shared().readTree("{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"[UNK]\":0}}}");
        assertThatThrownBy(() -> WordPieceTokenizer.of(noMarks)).hasMessageContaining("no [CLS]");
    }
}

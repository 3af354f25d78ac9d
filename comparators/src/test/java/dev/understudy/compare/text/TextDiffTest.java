package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.text.TextDiff.Kind;
import dev.understudy.compare.text.TextDiff.Piece;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    @Test
    void between_oneWordReplaced_showsBothInPlace() {
        assertThat(shown("You may return it within 30 days.", "You may return it within 14 days."))
                .isEqualTo("You may return it within [30 ]{14 }days.");
    }

    @Test
    void between_wordsAddedAtTheEnd_areOnlyOthers() {
        assertThat(shown("Yes", "Yes, of course.")).isEqualTo("Yes{, of course.}");
    }

    @Test
    void between_equalTexts_isOneCommonPiece() {
        TextDiff diff = TextDiff.between("the same", "the same");
        assertThat(diff.pieces()).containsExactly(new Piece(Kind.SAME, "the same"));
        assertThat(diff.isSame()).isTrue();
    }

    @Test
    void between_otherWhiteSpace_isTheSame() {
        assertThat(TextDiff.between("a  b\nc", "a b c").isSame()).isTrue();
    }

    @Test
    void between_emptyTexts_hasNoPieces() {
        assertThat(TextDiff.between("", "").pieces()).isEmpty();
        assertThat(shown("", "hello")).isEqualTo("{hello}");
        assertThat(shown("hello", "")).isEqualTo("[hello]");
    }

    @Test
    void between_commaAmongManyChanges_isTakenIntoThem() {
        assertThat(shown("red green blue , cyan white black", "one two three , four five six"))
                .isEqualTo("[red green blue , cyan white black]{one two three , four five six}");
    }

    @Test
    void between_longCommonRunAmongChanges_stays() {
        assertThat(shown("aa bb the quick brown fox jumps cc dd", "xx yy the quick brown fox jumps zz"))
                .isEqualTo("[aa bb ]{xx yy }the quick brown fox jumps [cc dd]{zz}");
    }

    @Test
    void between_scriptWithoutSpaces_differsByCharacter() {
        assertThat(shown("返品は三十日以内", "返品は十四日以内")).isEqualTo("返品は[三]十{四}日以内");
    }

    @Test
    void between_moreWordsThanAreCompared_isCutAndWhole() {
        String live = "w ".repeat(TextDiff.MOST_WORDS + 50);
        String other = "v ".repeat(TextDiff.MOST_WORDS + 10);
        TextDiff diff = TextDiff.between(live, other);
        assertThat(diff.isCut()).isTrue();
        assertThat(text(diff, Kind.ONLY_LIVE)).isEqualTo(live);
        assertThat(text(diff, Kind.ONLY_OTHER)).isEqualTo(other);
    }

    @Property(tries = 2_000)
    void between_anyTexts_makeUpBoth(@ForAll("texts") String live, @ForAll("texts") String other) {
        TextDiff diff = TextDiff.between(live, other);
        assertThat(text(diff, Kind.SAME, Kind.ONLY_OTHER)).isEqualTo(other);
        assertThat(withoutSpace(text(diff, Kind.SAME, Kind.ONLY_LIVE))).isEqualTo(withoutSpace(live));
        assertThat(diff.isCut()).isFalse();
    }

    @Property(tries = 500)
    void between_anyText_withItselfIsTheSame(@ForAll String text) {
        assertThat(TextDiff.between(text, text).isSame()).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "c", "d", ",", ".", "x1", "日", "  ", "\n")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join(" ", words));
    }

    private static String text(TextDiff diff, Kind... kinds) {
        return diff.pieces().stream()
                .filter(piece -> List.of(kinds).contains(piece.kind()))
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String shown(String live, String other) {
        return TextDiff.between(live, other).pieces().stream()
                .map(piece -> switch (piece.kind()) {
                    case SAME -> piece.text();
                    case ONLY_LIVE -> "[" + piece.text() + "]";
                    case ONLY_OTHER -> "{" + piece.text() + "}";
                })
                .collect(Collectors.joining());
    }
}

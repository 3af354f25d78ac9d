package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.PolicyConfig;
import dev.understudy.privacy.NameFinder.Name;
import dev.understudy.privacy.NameFinder.Sort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    private static List<Match> replaced(String text, List<Name> names) {
        Detection detection = new Detection(PolicyConfig.STRICT);
        Pass pass = new Pass(text, Cues.of(text), detection, Scans.PSEUDONYMS, new Memory());
        ModelNames.find(pass, names);
        return pass.replaced();
    }

    @Test
    void find_piecesOfOneWord_replaceTheWordOnce() {
        String text = "ask Wojciechowska today";
        List<Name> pieces =
                List.of(new Name(4, 7, Sort.PERSON), new Name(7, 12, Sort.LOCATION), new Name(12, 17, Sort.PERSON));

        assertThat(replaced(text, pieces)).singleElement().satisfies(match -> {
            assertThat(match.start()).isEqualTo(4);
            assertThat(match.end()).isEqualTo(17);
            assertThat(match.kind()).isEqualTo(Kind.PERSON);
        });
    }

    @Test
    void find_pieceThatReachesIntoTheNextWord_replacesThatToo() {
        String text = "Wojciechowska Szymanski";
        List<Name> pieces = List.of(new Name(0, 5, Sort.PERSON), new Name(5, 20, Sort.PERSON));

        assertThat(replaced(text, pieces)).extracting(Match::start).containsExactly(0, 14);
    }

    /** What takes quadratic time takes hours here, and the suite's own limit ends it. */
    @Test
    void find_manyPiecesOfAnEndlessWord_ends() {
        String text = "Bob1".repeat(1_000_000);
        List<Name> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); start += 4) {
            pieces.add(new Name(start, start + 3, Sort.PERSON));
        }

        assertThat(replaced(text, pieces)).hasSize(1);
    }
}

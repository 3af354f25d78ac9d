package dev.understudy.compare.refusal;

import java.util.ArrayList;
import java.util.List;

/** Cues by the words they begin with: looking for all of them costs about one look-up a word. Immutable, thread-safe. */
final class CueList {
    private static final Cue[] NONE = {};

    /** By the number of a word. */
    private final Cue[][] byFirstWord;

    /** @param mostNumber of any word in the cues */
    CueList(List<Cue> cues, int mostNumber) {
        List<List<Cue>> lists = new ArrayList<>();
        for (int number = 0; number <= mostNumber; number++) {
            lists.add(new ArrayList<>());
        }
        cues.forEach(cue -> cue.first().forEach(number -> lists.get(number).add(cue)));
        byFirstWord = lists.stream().map(list -> list.toArray(NONE)).toArray(Cue[][]::new);
    }

    boolean anyIn(PlainWords text) {
        return anyIn(text, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    boolean anyIn(PlainWords text, int sentences, int characters) {
        return count(text, sentences, characters, 1) > 0;
    }

    /** How many cues begin in the first sentences and characters, each once; stops at {@code enough}. */
    int count(PlainWords text, int sentences, int characters, int enough) {
        List<Cue> found = new ArrayList<>(enough);
        for (int i = 0; i < text.size() && text.sentence(i) < sentences && text.end(i) <= characters; i++) {
            for (Cue cue : beginningWith(text.word(i))) {
                if (!found.contains(cue) && cue.matches(text, i)) {
                    found.add(cue);
                    if (found.size() == enough) {
                        return enough;
                    }
                }
            }
        }
        return found.size();
    }

    private Cue[] beginningWith(int word) {
        return word < byFirstWord.length ? byFirstWord[word] : NONE;
    }
}

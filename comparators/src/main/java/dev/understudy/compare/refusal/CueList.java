package dev.understudy.compare.refusal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cues by the words they begin with: looking for all of them costs about one look-up a word. Immutable, thread-safe. */
final class CueList {
    private final Map<String, List<Cue>> byFirstWord = new HashMap<>();

    /** @param patterns one a line, blank lines between them allowed */
    CueList(Map<String, Set<String>> lists, String... patterns) {
        for (String block : patterns) {
            block.lines().filter(line -> !line.isBlank()).forEach(line -> add(Cue.of(line, lists)));
        }
    }

    private void add(Cue cue) {
        cue.first()
                .forEach(word -> byFirstWord
                        .computeIfAbsent(word, absent -> new ArrayList<>())
                        .add(cue));
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
            for (Cue cue : byFirstWord.getOrDefault(text.word(i), List.of())) {
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
}

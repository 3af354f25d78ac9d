package dev.understudy.compare.facts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which words of one text belong to which of some quantities: those before it and those behind it, in its sentence and up to the next
 * quantity. A word that stands beside several of them belongs to none. Immutable once made.
 */
final class Bindings {
    private static final int REACH = 80;
    private static final int WORDS_BEFORE = 4;
    private static final int WORDS_BEHIND = 2;
    private static final int LONGEST_WORD = 30;

    private final String text;
    /** By the word in lower case; null for one that belongs to several. */
    private final Map<String, @Nullable Fact> before = new LinkedHashMap<>();

    private final Map<String, @Nullable Fact> behind = new LinkedHashMap<>();

    /** @param wanted the quantities to look at, each of which the text states once */
    Bindings(String text, Quantities quantities, Set<Fact> wanted) {
        this.text = text;
        for (int i = 0; i < quantities.size(); i++) {
            Fact fact = quantities.fact(i);
            if (wanted.contains(fact)) {
                readBefore(quantities, i);
                readBehind(quantities, i);
            }
        }
    }

    Map<String, @Nullable Fact> before() {
        return before;
    }

    Map<String, @Nullable Fact> behind() {
        return behind;
    }

    private void readBefore(Quantities quantities, int index) {
        int at = quantities.start(index);
        int least = Math.max(at - REACH, index == 0 ? 0 : quantities.end(index - 1));
        int words = 0;
        while (at > least && words < WORDS_BEFORE && !endsSentence(at - 1)) {
            int end = at;
            while (at > least && Character.isLetter(text.charAt(at - 1))) {
                at--;
            }
            if (at == end) {
                at--;
            } else if (bind(before, at, end, quantities.fact(index))) {
                words++;
            }
        }
    }

    private void readBehind(Quantities quantities, int index) {
        int at = quantities.end(index);
        boolean last = index + 1 == quantities.size();
        int most = Math.min(at + REACH, last ? text.length() : quantities.start(index + 1));
        int words = 0;
        while (at < most && words < WORDS_BEHIND && text.charAt(at) != ',' && !endsSentence(at)) {
            int start = at;
            while (at < most && Character.isLetter(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                at++;
            } else if (bind(behind, start, at, quantities.fact(index))) {
                words++;
            }
        }
    }

    /** A point within a number or a name ends nothing. */
    private boolean endsSentence(int at) {
        return switch (text.charAt(at)) {
            case '\n', '!', '?', ';' -> true;
            case '.' -> at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            default -> false;
        };
    }

    /** Whether the word is one that something can belong to. "A" may be the name of a plan; "a" is an article. */
    private boolean bind(Map<String, @Nullable Fact> bound, int start, int end, Fact fact) {
        boolean name = end - start == 1 && Character.isUpperCase(text.charAt(start)) && text.charAt(start) != 'I';
        if (end - start > LONGEST_WORD || (!name && KnownWords.isEmpty(KnownWords.of(text, start, end)))) {
            return false;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        boolean free = !bound.containsKey(word) || fact.equals(bound.get(word));
        bound.put(word, free ? fact : null);
        return true;
    }
}

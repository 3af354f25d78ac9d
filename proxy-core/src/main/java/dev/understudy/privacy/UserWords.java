package dev.understudy.privacy;

import dev.understudy.config.PolicyConfig.DictionaryConfig;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The user's own words and names: whole words, whatever the case and the gaps between them. At each word of the text there is
 * one look for each number of words that an entry has, however many entries there are. Thread-safe.
 */
final class UserWords {
    private static final int LONGEST_GAP = 3;

    /** @param words read by the same rules as the text, so that punctuation in them means what it does there */
    private record Entry(String dictionary, Words words) {}

    private final Map<Integer, Entry> byHash = new HashMap<>();
    /** How many words entries have, by the hash of their first one; many first. */
    private final Map<Integer, SortedSet<Integer>> counts = new HashMap<>();

    UserWords(List<DictionaryConfig> dictionaries) {
        for (DictionaryConfig dictionary : dictionaries) {
            for (String text : dictionary.words()) {
                Words words = Words.of(text);
                byHash.put(hash(words, 0, words.count()), new Entry(dictionary.name(), words));
                counts.computeIfAbsent(words.hash(0), first -> new TreeSet<>(Comparator.reverseOrder()))
                        .add(words.count());
            }
        }
    }

    private static int hash(Words words, int from, int count) {
        int hash = count;
        for (int i = from; i < from + count; i++) {
            hash = hash * 1_000_003 + words.hash(i);
        }
        return hash;
    }

    boolean isEmpty() {
        return byHash.isEmpty();
    }

    void find(Pass pass) {
        Words text = pass.words();
        for (int word = 0; word < text.count(); word++) {
            SortedSet<Integer> lengths = counts.get(text.hash(word));
            Entry entry = lengths == null ? null : longest(text, word, lengths);
            if (entry != null) {
                int last = word + entry.words().count() - 1;
                pass.shaped(text.start(word), text.end(last), Kind.CUSTOM, entry.dictionary());
                word = last;
            }
        }
    }

    private @Nullable Entry longest(Words text, int word, SortedSet<Integer> lengths) {
        for (int count : lengths) {
            Entry entry = word + count > text.count() ? null : byHash.get(hash(text, word, count));
            if (entry != null && matches(text, word, entry.words())) {
                return entry;
            }
        }
        return null;
    }

    private static boolean matches(Words text, int word, Words expected) {
        for (int i = 0; i < expected.count(); i++) {
            boolean near = i == 0 || text.start(word + i) - text.end(word + i - 1) <= LONGEST_GAP;
            if (!near || !text.is(word + i, expected.string(i))) {
                return false;
            }
        }
        return true;
    }
}

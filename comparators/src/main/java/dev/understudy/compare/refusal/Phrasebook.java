package dev.understudy.compare.refusal;

import dev.understudy.compare.Lexicon;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All cues of languages that write spaces, and the words that they are made of by number. Immutable, thread-safe. */
final class Phrasebook {
    static final Phrasebook SHARED = new Phrasebook();

    private final Map<String, Integer> numbers = new HashMap<>();
    private final CueList englishRefusals = list(EnglishCues.LISTS, EnglishCues.REFUSALS);
    private final CueList objections = list(EnglishCues.LISTS, EnglishCues.OBJECTIONS);
    private final CueList englishHedges = list(EnglishCues.LISTS, EnglishCues.HEDGES);
    private final CueList europeanRefusals = list(Map.of(), EuropeanCues.REFUSALS);
    private final CueList europeanHedges = list(Map.of(), EuropeanCues.HEDGES);
    private final int can = number("can");
    private final int not = number("not");
    private final int cannot = number("cannot");
    private final Lexicon words = new Lexicon(numbers);

    private Phrasebook() {}

    private CueList list(Map<String, Set<String>> lists, String patterns) {
        return new CueList(
                patterns.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> Cue.of(line, lists, this::number))
                        .toList(),
                numbers.size());
    }

    private int number(String word) {
        return numbers.computeIfAbsent(word, absent -> numbers.size() + 1);
    }

    /** One of them in the opening is a refusal. */
    boolean refuses(PlainWords opening, int sentences, int characters) {
        return englishRefusals.anyIn(opening, sentences, characters)
                || europeanRefusals.anyIn(opening, sentences, characters);
    }

    /** How many objections to the question there are; stops at {@code enough}. */
    int objections(PlainWords opening, int sentences, int characters, int enough) {
        return objections.count(opening, sentences, characters, enough);
    }

    boolean hedges(PlainWords text) {
        return englishHedges.anyIn(text) || europeanHedges.anyIn(text);
    }

    /** The number of a word, in any case; 0 when no cue has it. */
    int number(String text, int start, int end) {
        return words.number(text, start, end);
    }

    /** The two words of "cannot". */
    int can() {
        return can;
    }

    int not() {
        return not;
    }

    int cannot() {
        return cannot;
    }
}

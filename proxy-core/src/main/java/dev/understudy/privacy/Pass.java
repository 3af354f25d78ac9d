package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look over one text for everything that a policy looks for. Who is asked first has the right of way: the user's own
 * patterns, then what has a check digit, then what its context tells, and what could be nearly anything last. One thread.
 */
final class Pass {
    private final String text;
    private final Detection detection;
    private final KeyedPseudonyms pseudonyms;
    private final Memory memory;
    private final int cues;
    private final TreeMap<Integer, Match> places = new TreeMap<>();
    private @Nullable Words words;

    /** @param cues of the text, see {@link Cues} */
    Pass(String text, int cues, Detection detection, KeyedPseudonyms pseudonyms, Memory memory) {
        this.text = text;
        this.cues = cues;
        this.detection = detection;
        this.pseudonyms = pseudonyms;
        this.memory = memory;
    }

    /**
     * What is to be replaced, in order and without overlap.
     *
     * @param names puts names, where the policy looks for them
     */
    List<Match> replacements(Consumer<Pass> names) {
        detection.patterns().find(this);
        if (!detection.words().isEmpty()) {
            detection.words().find(this);
        }
        List<Match> forms = has(Cues.FORM) ? new TextScan(text, pseudonyms).matches() : List.of();
        forms(forms, false);
        memory.ids().forEach(this::repeated);
        if (has(Cues.DIGIT) && looksFor(Kind.NATIONAL_ID)) {
            LetteredIds.find(this);
        }
        if (has(Cues.DIGIT | Cues.SYMBOL)) {
            ContextPass.find(this);
        }
        if (has(Cues.DIGIT) && looksFor(Kind.ADDRESS)) {
            AddressPass.find(this);
        }
        forms(forms, true);
        if (has(Cues.DIGIT) && looksFor(Kind.PHONE)) {
            detection.phones().find(this);
        }
        DatePass.find(this);
        if (looksFor(Kind.PERSON)) {
            names.accept(this);
        }
        if (has(Cues.DIGIT) && looksFor(Kind.NUMBER)) {
            NumberPass.find(this);
        }
        return replaced();
    }

    /** Whether the text has characters of one of these kinds. */
    boolean has(int kinds) {
        return (cues & kinds) != 0;
    }

    /** An id of whom the request said it comes from, wherever it stands by itself. */
    private void repeated(String id) {
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length())) {
            int end = at + id.length();
            boolean starts = at == 0 || !Characters.isWord(text.charAt(at - 1));
            if (starts && (end == text.length() || !Characters.isWord(text.charAt(end)))) {
                put(new Match(at, end, Kind.OPAQUE_ID, OpaqueIds.pseudonym(id, pseudonyms)));
            }
        }
    }

    private void forms(List<Match> forms, boolean phones) {
        for (Match match : forms) {
            if (looksFor(match.kind()) && (match.kind() == Kind.PHONE) == phones) {
                put(match);
            }
        }
    }

    List<Match> replaced() {
        if (places.isEmpty()) {
            return List.of();
        }
        List<Match> replaced = new ArrayList<>();
        for (Match match : places.values()) {
            if (match.replacement() != null) {
                replaced.add(match);
            }
        }
        return replaced;
    }

    String text() {
        return text;
    }

    Words words() {
        if (words == null) {
            words = Words.of(text);
        }
        return words;
    }

    Memory memory() {
        return memory;
    }

    KeyedPseudonyms pseudonyms() {
        return pseudonyms;
    }

    boolean looksFor(Kind kind) {
        return detection.looksFor(kind);
    }

    /** Takes the whole text for this. */
    void whole(Kind kind) {
        int last = words().count() - 1;
        if (last < 0) {
            return;
        }
        switch (kind) {
            case ADDRESS -> AddressPseudonym.give(this, 0, last);
            case PERSON -> NamePass.whole(this);
            default -> shaped(0, text.length(), kind, kind.label());
        }
    }

    /** Whether nobody has taken any of it. */
    boolean isFree(int start, int end) {
        Map.Entry<Integer, Match> before = places.lowerEntry(end);
        return before == null || before.getValue().end() <= start;
    }

    /** Takes a place; false where somebody was before. */
    boolean put(Match match) {
        boolean free = isFree(match.start(), match.end());
        if (free) {
            boolean same = text.substring(match.start(), match.end()).equals(match.replacement());
            places.put(match.start(), same ? Match.own(match.start(), match.end(), match.kind()) : match);
        }
        return free;
    }

    /** Takes a place, with this pseudonym, or with none where the place holds one that was given before. */
    void give(int start, int end, Kind kind, String label, String pseudonym) {
        String present = text.substring(start, end);
        if (memory.gave(present)) {
            put(Match.own(start, end, kind));
        } else if (put(new Match(start, end, kind, label, pseudonym))) {
            memory.give(pseudonym);
        }
    }

    /** Takes a place with a pseudonym of the same shape: digits for digits, letters for letters. */
    void shaped(int start, int end, Kind kind, String label) {
        String present = text.substring(start, end);
        if (memory.gave(present)) {
            put(Match.own(start, end, kind));
            return;
        }
        Draw draw = pseudonyms.draw(kind, label + '\0' + present);
        StringBuilder shape = new StringBuilder(present.length());
        for (int i = 0; i < present.length(); i++) {
            char c = present.charAt(i);
            char like = draw.like(c);
            boolean first = i == 0 || !Characters.isDigit(present.charAt(i - 1));
            boolean zero = like == '0' && c != '0' && first; // a leading zero is another number
            shape.append(zero ? (char) ('1' + draw.below(9)) : c < 128 ? like : likeOf(c, draw));
        }
        give(start, end, kind, label, shape.toString());
    }

    /** Beyond ASCII: a letter for a letter; marks stay. */
    private static char likeOf(char c, Draw draw) {
        if (!Character.isLetter(c)) {
            return c;
        }
        return Character.isUpperCase(c) ? Character.toUpperCase(draw.lower()) : draw.lower();
    }
}

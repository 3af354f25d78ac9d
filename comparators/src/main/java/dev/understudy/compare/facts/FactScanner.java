package dev.understudy.compare.facts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of a text in one pass: numbers with what stands around them (currencies, percent signs, months), URLs,
 * e-mail addresses, names of code, and words with their negation. Every look-around is bounded. Not thread-safe.
 */
final class FactScanner {
    private static final int LONGEST_WORD = 80;
    private static final int LONGEST_URL = 2_000;
    /** A negation reaches this many words. */
    private static final int REACH = 3;

    // What a character can be. Those up to UNDERSCORE belong to a word wherever they stand in it.
    private static final byte NOTHING = 9;
    private static final byte LOWER = 1;
    private static final byte UPPER = 2;
    private static final byte LETTER = 3;
    private static final byte DIGIT = 4;
    private static final byte OTHER_DIGIT = 5;
    private static final byte UNDERSCORE = 6;
    private static final byte APOSTROPHE = 7;
    private static final byte STOP = 8;
    private static final byte[] ASCII = asciiKinds();

    private final String text;
    private final Facts facts;
    private final DateReader dates;
    private final NumberReader numbers;
    private int denying;

    FactScanner(String text, Facts facts) {
        this.text = text;
        this.facts = facts;
        this.dates = new DateReader(text, facts);
        this.numbers = new NumberReader(text, facts, dates);
    }

    void scan() {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            byte kind = kind(unit);
            if (kind == DIGIT) {
                int start = at;
                at = numbers.read(start);
                facts.stand(start, at);
            } else if (kind == LOWER || kind == UPPER || kind == UNDERSCORE || kind == LETTER) {
                at = word(at);
            } else {
                if (kind == STOP) {
                    denying = 0;
                }
                at = unit == '`' ? code(at) : at + 1;
            }
        }
    }

    private static byte kind(char unit) {
        return unit < 128 ? ASCII[unit] : kindBeyond(unit);
    }

    private static byte kindBeyond(char unit) {
        if (Character.isLetter(unit)) {
            return Character.isUpperCase(unit) ? UPPER : Character.isLowerCase(unit) ? LOWER : LETTER;
        }
        if (unit == '’') {
            return APOSTROPHE;
        }
        return Character.isDigit(unit) ? OTHER_DIGIT : NOTHING;
    }

    private static byte[] asciiKinds() {
        byte[] kinds = new byte[128];
        for (char unit = 0; unit < kinds.length; unit++) {
            kinds[unit] = Character.isLetter(unit) ? kindBeyond(unit) : NOTHING;
        }
        for (char digit = '0'; digit <= '9'; digit++) {
            kinds[digit] = DIGIT;
        }
        for (char stop : ".!?;\n".toCharArray()) {
            kinds[stop] = STOP;
        }
        kinds['_'] = UNDERSCORE;
        kinds['\''] = APOSTROPHE;
        return kinds;
    }

    private int word(int start) {
        int end = start;
        int limit = Math.min(text.length(), start + LONGEST_WORD);
        boolean code = false;
        byte before = NOTHING;
        while (end < limit) {
            byte kind = kind(text.charAt(end));
            if (kind >= APOSTROPHE && !(kind == APOSTROPHE && letterAt(end + 1))) {
                break;
            }
            code |= before != NOTHING && (kind == UNDERSCORE || (kind == UPPER && before == LOWER));
            before = kind;
            end++;
        }
        int special = special(start, end);
        if (special > 0) {
            return special;
        }
        boolean called = text.startsWith("()", end);
        if (code || called) {
            facts.add(FactKind.IDENTIFIER, text.substring(start, called ? end + 2 : end));
        } else {
            plain(start, end);
        }
        return Math.max(end, Math.max(dates.consumed(), numbers.consumed()));
    }

    private boolean letterAt(int at) {
        return at < text.length() && Character.isLetter(text.charAt(at));
    }

    /** Where a URL or an e-mail address that this word begins ends; 0 when it begins none. */
    private int special(int start, int end) {
        if (end == text.length()) {
            return 0;
        }
        char next = text.charAt(end);
        if (next == ':' && text.startsWith("://", end)) {
            int stop = urlEnd(end + 3);
            facts.add(FactKind.URL, text.substring(start, stop).toLowerCase(Locale.ROOT));
            return stop;
        }
        if (next == '@' || next == '.' || next == '-' || next == '+') {
            int stop = emailEnd(start);
            if (stop > 0) {
                facts.add(FactKind.EMAIL, text.substring(start, stop).toLowerCase(Locale.ROOT));
                return stop;
            }
        }
        return 0;
    }

    private int urlEnd(int from) {
        int end = from;
        while (end < text.length() && end - from < LONGEST_URL && isUrl(text.charAt(end))) {
            end++;
        }
        while (end > from && ".,;:!?'\")]*_".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > from && text.charAt(end - 1) == '/' ? end - 1 : end;
    }

    private static boolean isUrl(char unit) {
        return unit > ' ' && unit != '<' && unit != '>' && unit != '"' && unit != '`' && unit < 0x3000;
    }

    private int emailEnd(int start) {
        int at = start;
        while (at < text.length() && at - start < 64 && isAddress(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '@') {
            return 0;
        }
        int end = at + 1;
        while (end < text.length() && end - at < 255 && isHost(text.charAt(end))) {
            end++;
        }
        while (end > at && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        // Looked for within the host only: texts without any point are long, too.
        int lastDot = end - 1;
        while (lastDot > at && text.charAt(lastDot) != '.') {
            lastDot--;
        }
        return lastDot > at + 1 ? end : 0;
    }

    private static boolean isAddress(char unit) {
        return (unit < 128 && Character.isLetterOrDigit(unit)) || "._%+-".indexOf(unit) >= 0;
    }

    private static boolean isHost(char unit) {
        return (unit < 128 && Character.isLetterOrDigit(unit)) || unit == '.' || unit == '-';
    }

    /** A short span between back-quotes on one line is a name of code as it stands. */
    private int code(int start) {
        int end = start + 1;
        while (end < text.length()
                && end - start <= LONGEST_WORD
                && text.charAt(end) != '`'
                && text.charAt(end) != '\n') {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == '`' && end > start + 1;
        if (!closed || end - start > LONGEST_WORD) {
            return start + 1;
        }
        facts.add(FactKind.IDENTIFIER, text.substring(start + 1, end).strip());
        return end + 1;
    }

    private void plain(int start, int end) {
        int known = KnownWords.of(text, start, end);
        int month = KnownWords.month(known);
        if (month > 0 && dates.month(month, end)) {
            facts.stand(start, dates.consumed());
            return;
        }
        @Nullable String number = KnownWords.number(known);
        if (number != null) {
            numbers.word(number, start, end);
            facts.stand(start, numbers.consumed());
        }
        if (KnownWords.denies(known) || Negation.isContraction(text, start, end)) {
            denying = REACH;
        } else if (isContent(known, start, end)) {
            int letters = KnownWords.denyingLetters(known);
            facts.word(start + letters, end, (denying > 0) != (letters > 0));
            denying = 0;
        } else if (denying > 0) {
            denying--;
        }
    }

    /** Words that are denied or affirmed are at least three letters long and mean something. */
    private boolean isContent(int known, int start, int end) {
        return end - start > 2 && !KnownWords.isEmpty(known) && text.charAt(start) != '_';
    }
}

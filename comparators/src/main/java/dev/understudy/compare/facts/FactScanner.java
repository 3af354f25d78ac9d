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

    private final String text;
    private final Facts facts;
    private final NumberReader numbers;
    private int denying;

    FactScanner(String text, Facts facts) {
        this.text = text;
        this.facts = facts;
        this.numbers = new NumberReader(text, facts);
    }

    void scan() {
        int at = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit >= '0' && unit <= '9') {
                at = numbers.read(at);
            } else if (Character.isLetter(unit) || unit == '_') {
                at = word(at);
            } else {
                if (unit == '.' || unit == '!' || unit == '?' || unit == ';' || unit == '\n') {
                    denying = 0;
                }
                at = unit == '`' ? code(at) : at + 1;
            }
        }
    }

    private int word(int start) {
        int end = start;
        boolean code = false;
        while (end < text.length() && end - start < LONGEST_WORD && belongs(end)) {
            char unit = text.charAt(end);
            code |= unit == '_' && end > start;
            code |= end > start && Character.isUpperCase(unit) && Character.isLowerCase(text.charAt(end - 1));
            end++;
        }
        int special = special(start, end);
        if (special > 0) {
            return special;
        }
        String word = text.substring(start, end);
        boolean called = text.startsWith("()", end);
        if (code || called) {
            facts.add(FactKind.IDENTIFIER, called ? word + "()" : word);
        } else {
            plain(word.toLowerCase(Locale.ROOT), start, end);
        }
        return Math.max(end, numbers.consumed());
    }

    private boolean belongs(int at) {
        char unit = text.charAt(at);
        if (Character.isLetterOrDigit(unit) || unit == '_') {
            return true;
        }
        boolean apostrophe = unit == '\'' || unit == '’';
        return apostrophe && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    }

    /** Where a URL or an e-mail address that this word begins ends; 0 when it begins none. */
    private int special(int start, int end) {
        if (text.startsWith("://", end)) {
            int stop = urlEnd(end + 3);
            facts.add(FactKind.URL, text.substring(start, stop).toLowerCase(Locale.ROOT));
            return stop;
        }
        if (end < text.length() && "@.-+".indexOf(text.charAt(end)) >= 0) {
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
        int lastDot = text.lastIndexOf('.', end - 1);
        return lastDot > at + 1 && lastDot < end - 1 ? end : 0;
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

    private void plain(String word, int start, int end) {
        if (Months.number(word) > 0 && numbers.month(Months.number(word), end, text.charAt(start))) {
            return;
        }
        @Nullable String number = NumberWords.value(word);
        if (number != null) {
            facts.add(FactKind.NUMBER, number);
        }
        if (Negation.denies(word)) {
            denying = REACH;
        } else if (Negation.isContent(word)) {
            facts.word(Negation.stem(word), denying > 0);
            denying = 0;
        } else if (denying > 0) {
            denying--;
        }
    }
}

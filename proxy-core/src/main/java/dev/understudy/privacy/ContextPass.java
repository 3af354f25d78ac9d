package dev.understudy.privacy;

/**
 * What only the words before it tell: passwords and secrets, numbers of documents, days of birth. Each look ahead is bounded,
 * so the work is linear.
 */
final class ContextPass {
    /** Words between the cue and what it speaks of. */
    private static final int FAR = 8;

    private static final int NEAR = 5;
    private static final int LONGEST_VALUE = 200;
    static final String SYMBOLS = "!@#$%^&*?+=~";
    private static final int SPEAKING =
            Lexicon.BORN | Lexicon.PASSWORD | Lexicon.SECRET | Lexicon.DOCUMENT | Lexicon.KEY;

    private ContextPass() {}

    static void find(Pass pass) {
        Words words = pass.words();
        int end = (words.allCues() & SPEAKING) == 0 ? 0 : words.count();
        for (int word = 0; word < end; word++) {
            int cues = words.cues(word);
            if ((cues & SPEAKING) == 0) {
                continue;
            }
            if ((cues & Lexicon.BORN) != 0 && pass.looksFor(Kind.BIRTH_DATE)) {
                birth(pass, words, word);
            }
            if ((cues & (Lexicon.PASSWORD | Lexicon.SECRET)) != 0 && pass.looksFor(Kind.PASSWORD)) {
                secret(pass, words.end(word), (cues & Lexicon.PASSWORD) != 0);
            } else if ((cues & Lexicon.KEY) != 0 && isKey(words, word) && pass.looksFor(Kind.PASSWORD)) {
                secret(pass, words.end(word), false);
            }
            if ((cues & Lexicon.DOCUMENT) != 0 && pass.looksFor(Kind.DOCUMENT)) {
                Documents.find(pass, words, word, NEAR);
            }
        }
        if (pass.has(Cues.LONG) && pass.looksFor(Kind.TOKEN)) {
            HighEntropy.find(pass);
        }
    }

    private static void birth(Pass pass, Words words, int cue) {
        int last = Math.min(words.count() - 1, cue + FAR);
        for (int word = cue + 1; word <= last; word++) {
            DateForm date = DateForm.at(words, word);
            if (date != null) {
                DatePass.give(pass, date, Kind.BIRTH_DATE);
                return;
            }
        }
    }

    /** {@code api key: …}, {@code Authorization: …}, {@code Bearer …}. */
    private static boolean isKey(Words words, int word) {
        if (!words.is(word, "key") || word == 0) {
            return words.is(word, "bearer") || words.is(word, "authorization");
        }
        int before = word - 1;
        return words.is(before, "api")
                || words.is(before, "access")
                || words.is(before, "auth")
                || words.is(before, "private")
                || words.is(before, "license")
                || words.is(before, "account");
    }

    /** {@code password: …}, {@code "secret": "…"}, {@code my password is …}. */
    private static void secret(Pass pass, int from, boolean password) {
        String text = pass.text();
        int at = skip(text, from, " \t\"'*`\\");
        boolean assigned = at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=');
        if (assigned) {
            at++;
        } else if (text.startsWith("is ", at) || text.startsWith("is: ", at)) {
            at += 3;
        } else if (from < 6 || !text.regionMatches(true, from - 6, "bearer", 0, 6)) {
            return;
        }
        if (text.regionMatches(true, skip(text, at, " "), "bearer ", 0, 7)) {
            return; // the word itself is the next cue
        }
        int start = skip(text, at, " \t\"'`\\");
        int end = start;
        while (end < text.length() && end - start < LONGEST_VALUE && isValue(text.charAt(end))) {
            end++;
        }
        while (end > start && ".;:)]}".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (isSecret(text, start, end, password)) {
            pass.shaped(start, end, Kind.PASSWORD, Kind.PASSWORD.label());
        }
    }

    private static int skip(String text, int from, String characters) {
        int at = from;
        while (at < text.length() && at - from < 16 && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isValue(char c) {
        return c > ' ' && c != '"' && c != '\'' && c != '`' && c != ',' && c != '\\' && c != '<' && c != '\u00a0';
    }

    /** A word that could stand in any sentence is none: {@code password: required}. */
    private static boolean isSecret(String text, int start, int end, boolean password) {
        boolean digit = false;
        boolean letter = false;
        boolean symbol = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digit |= Characters.isDigit(c);
            letter |= Character.isLetter(c);
            symbol |= SYMBOLS.indexOf(c) >= 0;
        }
        int length = end - start;
        boolean placeholder = length > 0 && (text.charAt(start) == '$' || text.charAt(start) == '{');
        if (placeholder) {
            return false;
        }
        return password ? length >= 4 && (digit || symbol && letter) : length >= 8 && digit && letter;
    }
}

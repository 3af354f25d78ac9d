package dev.understudy.privacy;

/** Numbers of documents and national numbers without a form of their own, by the words before them. */
final class Documents {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 24;
    private static final int FEWEST_DIGITS = 4;

    private Documents() {}

    /** @param cue the word that says which document it is */
    static void find(Pass pass, Words words, int cue, int most) {
        int last = Math.min(words.count() - 1, cue + most);
        for (int word = cue + 1; word <= last; word++) {
            if (digits(words, word) > 0) {
                number(pass, words, cue, word);
                return;
            }
            boolean goesOn = (words.cues(word) & (Lexicon.DOCUMENT_WORD | Lexicon.DOCUMENT)) != 0;
            if (!goesOn && !isPrefix(words, word)) {
                return;
            }
        }
    }

    /** One or two capitals before the digits: {@code AB 123456}. */
    private static boolean isPrefix(Words words, int word) {
        return words.isCapitalised(word) && words.length(word) <= 3;
    }

    private static int digits(Words words, int word) {
        int digits = 0;
        for (int i = words.start(word); i < words.end(word) && digits < LONGEST; i++) {
            digits += Characters.isDigit(words.text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private static void number(Pass pass, Words words, int cue, int first) {
        int start = first > cue + 1 && isPrefix(words, first - 1) && words.joined(first - 1) ? first - 1 : first;
        int end = first;
        int digits = digits(words, first);
        while (end + 1 < words.count()
                && words.gap(end, "- ./", 1)
                && digits(words, end + 1) > 0
                && words.end(end + 1) - words.start(start) <= LONGEST) {
            end++;
            digits += digits(words, end);
        }
        int length = words.end(end) - words.start(start);
        if (digits >= FEWEST_DIGITS && length >= SHORTEST && length <= LONGEST && DateForm.at(words, first) == null) {
            pass.shaped(words.start(start), words.end(end), Kind.DOCUMENT, label(words, cue, digits));
        }
    }

    private static String label(Words words, int cue, int digits) {
        if (words.is(cue, "passport")) {
            return "PASSPORT";
        }
        boolean licence = words.is(cue, "license") || words.is(cue, "licence") || words.is(cue, "driver's");
        if (licence) {
            return "US_DRIVER_LICENSE";
        }
        boolean social = words.is(cue, "ssn") || words.is(cue, "social");
        return social && digits == 9 ? Kind.NATIONAL_ID.label() : Kind.DOCUMENT.label();
    }
}

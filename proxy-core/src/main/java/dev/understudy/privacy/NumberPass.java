package dev.understudy.privacy;

/** Numbers of four digits and more that nothing else has taken: for the strictest policies. */
final class NumberPass {
    private static final int SHORTEST = 4;

    private NumberPass() {}

    static void find(Pass pass) {
        Words words = pass.words();
        for (int i = 0; i < words.numericCount(); i++) {
            int word = words.numeric(i);
            if (words.isNumber(word) && words.length(word) >= SHORTEST && isFree(words, word)) {
                pass.shaped(words.start(word), words.end(word), Kind.NUMBER, Kind.NUMBER.label());
            }
        }
    }

    /** No year, no amount, no part of a name or a fraction. */
    private static boolean isFree(Words words, int word) {
        boolean year = words.length(word) == 4 && DateForm.isYear(DateForm.value(words, word));
        char before = words.before(word);
        char after = words.after(word);
        boolean amount = before == '$' || before == '€' || before == '£' || after == '€' || after == '%';
        boolean fraction = (before == '.' || before == ',') && word > 0 && words.end(word - 1) == words.start(word) - 1;
        return !year && !amount && !fraction && before != '_' && after != '_';
    }
}

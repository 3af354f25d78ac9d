package dev.understudy.privacy;

/** What a house has for a number: {@code 14}, {@code 5a}, {@code 221B}, {@code 7bis}; no {@code 5th} and no {@code 10GB}. */
final class HouseNumber {
    private static final int LONGEST = 5;

    private HouseNumber() {}

    static boolean is(Words words, int word) {
        char after = words.after(word);
        boolean number = words.isNumber(word) || isLettered(words, word);
        return number && words.length(word) <= LONGEST && after != ':' && after != '%';
    }

    /** Digits, and a letter or the words for a second and a third house of one number. */
    static boolean isLettered(Words words, int word) {
        if (words.shape(word) != Words.ALPHANUMERIC || words.length(word) > LONGEST) {
            return false;
        }
        int letter = words.start(word);
        while (Characters.isDigit(words.text.charAt(letter))) {
            letter++;
        }
        int letters = words.end(word) - letter;
        boolean further = ends(words, word, "bis") || ends(words, word, "ter");
        return letters < words.length(word) && (letters == 1 || (letters == 3 && further));
    }

    private static boolean ends(Words words, int word, String ending) {
        int at = words.end(word) - ending.length();
        return words.text.regionMatches(true, at, ending, 0, ending.length());
    }
}

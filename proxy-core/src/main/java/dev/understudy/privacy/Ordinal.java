package dev.understudy.privacy;

/** {@code 1st}, {@code 22nd}, {@code 103rd}: a number of a day, or of a street. */
final class Ordinal {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;

    private Ordinal() {}

    static boolean is(Words words, int word) {
        int length = words.length(word);
        if (words.shape(word) != Words.ALPHANUMERIC || length < SHORTEST || length > LONGEST) {
            return false;
        }
        int ending = words.end(word) - 2;
        for (int i = words.start(word); i < ending; i++) {
            if (!Characters.isDigit(words.text.charAt(i))) {
                return false;
            }
        }
        String end = words.text.substring(ending, words.end(word));
        return end.equals("st") || end.equals("nd") || end.equals("rd") || end.equals("th");
    }

    /** Another one, of a single digit: there are days and streets of that number. */
    static String other(Draw draw, String present) {
        String drawn = (4 + draw.below(6)) + "th";
        return drawn.equals(present) ? other(draw, present) : drawn;
    }
}

package dev.understudy.privacy;

/** The words that names of streets and towns are made of. Each look is bounded. */
final class StreetNames {
    private final Words words;

    StreetNames(Words words) {
        this.words = words;
    }

    /** The last of the capitalised words and particles from here on; before the first one if there is none. */
    int end(int first, int most) {
        int last = first - 1;
        for (int word = first; word < words.count() && word < first + most; word++) {
            boolean connected = word == first || words.gap(word - 1, " .-/'", 2);
            boolean name = words.isCapitalised(word) || words.shape(word) == Words.MIXED || isNumberOfStreet(word);
            boolean kind = has(word, Lexicon.STREET) && words.length(word) <= 4;
            boolean particle = has(word, Lexicon.PARTICLE) && words.length(word) <= 4;
            if (!connected || !(name || kind || particle || isShort(word))) {
                break;
            }
            last = name || kind || isShort(word) ? word : last;
        }
        return last;
    }

    /** {@code 5th Avenue}, {@code 34th Street}; first places and rows are no streets. */
    private boolean isNumberOfStreet(int word) {
        int kind = word + 1;
        return Ordinal.is(words, word)
                && kind < words.count()
                && words.joined(word)
                && isStreet(kind)
                && !words.is(kind, "place")
                && !words.is(kind, "row");
    }

    /** {@code u.}, {@code út}: kinds of streets that are abbreviated. */
    private boolean isShort(int word) {
        boolean letter = words.length(word) == 1 && !words.isNumber(word);
        return (letter && words.after(word) == '.') || words.is(word, "út") || words.is(word, "tér");
    }

    /** {@code Street}, or a word that ends so. */
    boolean isStreet(int word) {
        return (words.isCapitalised(word) && has(word, Lexicon.STREET)) || isEnding(word);
    }

    /** {@code Hauptstrasse}: it says by itself what it is. */
    boolean isEnding(int word) {
        return words.isCapitalised(word) && words.length(word) >= 7 && Lexicon.endsAsStreet(words, word);
    }

    private boolean has(int word, int bit) {
        return (words.cues(word) & bit) != 0;
    }
}

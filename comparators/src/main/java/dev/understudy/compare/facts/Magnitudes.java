package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** "1.2 million", "$3bn", "3,5 Mio. Euro": what a word or a letter behind a number makes of it. Not thread-safe. */
final class Magnitudes {
    private static final int LONGEST = 12;

    /** Written behind a space. German "Billion" and French "billion" are a thousand times the English one: English is meant. */
    private static final Lexicon WORDS = new Lexicon(powers(Map.of(
            2, "hundred",
            3, "thousand tausend tsd mille mil duizend",
            6, "million millions mio millionen millón millones milione milioni milhão milhões miljoen mln",
            9, "billion billions mrd milliarde milliarden milliard milliards miljard bn",
            12, "trillion trillions")));

    /** Written behind the last digit of an amount of money. */
    private static final Lexicon LETTERS = new Lexicon(powers(Map.of(3, "k", 6, "m mn mm", 9, "b bn", 12, "t tn")));

    private final String text;
    private int end;

    Magnitudes(String text) {
        this.text = text;
    }

    private static Map<String, Integer> powers(Map<Integer, String> words) {
        Map<String, Integer> powers = new HashMap<>();
        words.forEach((power, names) -> {
            for (String name : names.split(" ")) {
                powers.put(name, power);
            }
        });
        return powers;
    }

    /** Where the last one that was found ends. */
    int end() {
        return end;
    }

    /** The power of ten of the word behind a number that ends there; 0 where there is none. */
    int word(int numberEnd) {
        int start = DateReader.skipSpace(text, numberEnd);
        if (start == numberEnd) {
            return 0;
        }
        int power = WORDS.number(text, start, letters(start));
        if (power > 0 && end < text.length() && text.charAt(end) == '.' && isShortened(start)) {
            end++;
        }
        return power;
    }

    /** The same for letters right behind it: of plain numbers {@code k} only, since 5m are metres more often than millions. */
    int suffix(int numberEnd, boolean money) {
        int stop = letters(numberEnd);
        if (stop < text.length() && NumberSpelling.isDigit(text.charAt(stop))) {
            return 0;
        }
        int power = LETTERS.number(text, numberEnd, stop);
        return money || power == 3 ? power : 0;
    }

    private int letters(int start) {
        end = start;
        while (end < text.length() && end - start <= LONGEST && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isShortened(int start) {
        return end - start == 3;
    }

    /** A number in canonical form with its decimal point moved; as it stands where it is no plain number. */
    static String times(String value, int power) {
        if (value.indexOf('.') != value.lastIndexOf('.')) {
            return value;
        }
        for (int i = value.startsWith("-") ? 1 : 0; i < value.length(); i++) {
            if (!NumberSpelling.isDigit(value.charAt(i)) && value.charAt(i) != '.') {
                return value;
            }
        }
        BigDecimal scaled = new BigDecimal(value).scaleByPowerOfTen(power);
        return scaled.signum() == 0 ? "0" : scaled.stripTrailingZeros().toPlainString();
    }
}
